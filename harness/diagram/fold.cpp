#include "harness/diagram/fold.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace ripcord::diagram {
namespace {

// A call is two rows, a call on a connection of its own about four.
constexpr std::size_t period_max = 6;
constexpr std::int64_t second = 1'000'000'000;
// Silences shorter than the first are never worth a row, those longer than the second always.
constexpr std::int64_t gap_min = second / 10;
constexpr std::int64_t gap_certain = second;
constexpr std::int64_t usual_times = 20;

bool is_repeated(const Row& row, const Row& other) {
  return row.kind == other.kind && row.look == other.look && row.from == other.from &&
         row.to == other.to && row.label == other.label && row.rule == other.rule;
}

void absorb(Row& row, const Row& other) {
  row.until = std::max(row.until, other.until);
  row.count += other.count;
  row.bytes += other.bytes;
}

/// How often the `period` rows at `begin` stand there one after another.
std::size_t repetitions(const std::vector<Row>& rows, std::size_t begin, std::size_t period) {
  std::size_t same = 0;
  while (begin + period + same < rows.size() &&
         is_repeated(rows[begin + same], rows[begin + period + same]))
    ++same;
  return begin + period <= rows.size() ? 1 + same / period : 1;
}

std::vector<Row> folded(const std::vector<Row>& rows, std::size_t period) {
  std::vector<Row> result;
  for (std::size_t begin = 0; begin < rows.size();) {
    const std::size_t times = repetitions(rows, begin, period);
    const std::size_t end = times == 1 ? begin + 1 : begin + times * period;
    const std::size_t first = result.size();
    for (std::size_t i = begin; i < end; ++i) {
      if (i < begin + period) {
        result.push_back(rows[i]);
      } else {
        absorb(result[first + (i - begin) % period], rows[i]);
      }
    }
    begin = end;
  }
  return result;
}

std::int64_t usual_silence(const std::vector<Row>& rows) {
  std::vector<std::int64_t> silences;
  for (std::size_t i = 1; i < rows.size(); ++i)
    silences.push_back(rows[i].time - rows[i - 1].until);
  if (silences.empty()) return 0;
  const auto middle = silences.begin() + static_cast<std::ptrdiff_t>(silences.size() / 2);
  std::ranges::nth_element(silences, middle);
  return *middle;
}

}  // namespace

std::vector<Row> folded(std::vector<Row> rows) {
  for (std::size_t period = 1; period <= period_max; ++period) rows = folded(rows, period);
  return rows;
}

std::vector<Row> with_gaps(const std::vector<Row>& rows) {
  const std::int64_t long_silence =
      std::clamp(usual_silence(rows) * usual_times, gap_min, gap_certain);
  std::vector<Row> result;
  for (const Row& row : rows) {
    const std::int64_t before = result.empty() ? row.time : result.back().until;
    if (row.time - before >= long_silence)
      result.push_back({.kind = Row::Kind::gap, .time = before, .until = row.time});
    result.push_back(row);
  }
  return result;
}

}  // namespace ripcord::diagram
