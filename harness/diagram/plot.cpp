#include "harness/diagram/plot.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace ripcord::diagram {
namespace {

using trace::Record;
using trace::What;

/// More windows than this hide what is behind them; rules come in the order of their first strikes.
constexpr std::size_t windows_max = 12;

struct Call {
  std::int64_t began = 0;
  std::int64_t ended = 0;
  bool answered = false;
};

/// Goes through a log and measures.
class Measurer {
 public:
  explicit Measurer(const trace::Log& log) : log_(log) {}

  Plot measure();

 private:
  using Key = std::pair<std::uint32_t, std::uint32_t>;

  void see(const Record& record);
  void see_unit(const Record& record);
  void see_rule(const Record& record);
  void place_calls();
  Plot::Column& column(std::int64_t time);

  const trace::Log& log_;
  Plot plot_;
  std::vector<Call> calls_;
  /// Which call has that connection and call_id now.
  std::map<Key, std::size_t> open_;
  /// Windows by rules.
  std::map<std::uint16_t, std::size_t> windows_;
};

Plot Measurer::measure() {
  for (const Record& record : log_.records()) plot_.end = std::max(plot_.end, record.time);
  for (const Record& record : log_.records()) see(record);
  place_calls();
  return std::move(plot_);
}

void Measurer::see(const Record& record) {
  if (record.what == What::unit && record.operation != trace::no_operation) see_unit(record);
  if (record.what == What::delivered) column(record.time).bytes += record.length;
  if (record.rule != trace::no_rule && record.what != What::matched) see_rule(record);
}

void Measurer::see_unit(const Record& record) {
  const Key key{record.connection, record.call_id};
  const auto known = open_.find(key);
  if (record.direction == 0) {
    if (known != open_.end()) return;
    open_.emplace(key, calls_.size());
    calls_.push_back({.began = record.time, .ended = plot_.end});
    return;
  }
  if (known == open_.end() || (record.flags & trace::flag::last_fragment) == 0) return;
  calls_[known->second].ended = record.time;
  calls_[known->second].answered = true;
  open_.erase(known);
}

void Measurer::see_rule(const Record& record) {
  const auto known = windows_.find(record.rule);
  const bool lasts = record.what == What::action;
  const std::int64_t until = lasts ? plot_.end : record.time;
  if (known != windows_.end()) {
    Plot::Window& window = plot_.windows[known->second];
    window.until = std::max(window.until, until);
    return;
  }
  if (plot_.windows.size() == windows_max) return;
  windows_.emplace(record.rule, plot_.windows.size());
  const trace::Legend::RuleNames& rule = log_.legend().rules[record.rule];
  plot_.windows.push_back(
      {.from = record.time, .until = until, .rule = rule.id + ": " + rule.kind});
}

void Measurer::place_calls() {
  std::array<std::vector<std::int64_t>, Plot::columns> durations;
  for (const Call& call : calls_) {
    Plot::Column& column = this->column(call.began);
    ++column.calls;
    if (!call.answered) ++column.unanswered;
    const auto index = static_cast<std::size_t>(&column - plot_.at.data());
    durations[index].push_back(call.ended - call.began);
  }
  for (std::size_t i = 0; i < Plot::columns; ++i) {
    if (durations[i].empty()) continue;
    std::ranges::sort(durations[i]);
    plot_.at[i].longest = durations[i].back();
    plot_.at[i].median = durations[i][durations[i].size() / 2];
  }
}

Plot::Column& Measurer::column(std::int64_t time) {
  if (plot_.end <= 0) return plot_.at.front();
  const auto share = static_cast<double>(std::clamp<std::int64_t>(time, 0, plot_.end)) /
                     static_cast<double>(plot_.end);
  const auto index = static_cast<std::size_t>(share * static_cast<double>(Plot::columns));
  return plot_.at[std::min(index, Plot::columns - 1)];
}

}  // namespace

std::uint64_t Plot::calls() const {
  std::uint64_t sum = 0;
  for (const Column& column : at) sum += column.calls;
  return sum;
}

Plot plot(const trace::Log& log) { return Measurer(log).measure(); }

}  // namespace ripcord::diagram
