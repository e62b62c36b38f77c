#include "harness/report/summary.hpp"

#include "harness/report/exploration_text.hpp"
#include "harness/report/result_table.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ripcord::report {
namespace {

// Room for the last line, which counts what did not fit.
constexpr std::size_t reserve = 4096;

/// A fence longer than any run of backticks in `text`, so that nothing in it ends the block.
std::string fence_for(const std::string& text) {
  std::size_t longest = 2;
  std::size_t current = 0;
  for (const char c : text) {
    current = c == '`' ? current + 1 : 0;
    longest = std::max(longest, current);
  }
  return std::string(longest + 1, '`');
}

std::string failure_section(const Tally& tally) {
  const std::string& text = tally.first_failure()->text;
  const std::string fence = fence_for(text);
  return fmt::format("\n{}text\n{}{}\n", fence, text, fence);
}

std::string headline(const ResultDocument& document, Progress progress) {
  const Counts counts = document.counts();
  const std::string_view verdict = run::verdict_name(document.verdict(progress));
  if (document.annex() != nullptr) return fmt::format("# ripcord: {}\n", verdict);
  const std::uint64_t wrong = counts.runs - counts.passed;
  const std::string line = fmt::format("# ripcord: {}\n\nruns: {}, as expected: {}, not: {}",
                                       verdict,
                                       counts.runs,
                                       counts.passed,
                                       wrong) +
                           (counts.flaky > 0 ? fmt::format(", FLAKY: {}", counts.flaky) : "");
  return line + (progress == Progress::incomplete ? "; ended before its end\n" : "\n");
}

}  // namespace

std::string summary_markdown(const ResultDocument& document, Progress progress) {
  std::string text = headline(document, progress);
  const std::string table = result_table(document).markdown();
  if (text.size() + table.size() < summary_bytes_max - reserve) text += "\n" + table;
  if (document.annex() != nullptr) text += "\n" + document.annex()->markdown;
  std::uint64_t left_out = 0;
  for (const ExplorationRecord& exploration : document.explorations()) {
    const std::string section = exploration_markdown(exploration);
    if (text.size() + section.size() < summary_bytes_max - reserve) {
      text += section;
    } else {
      ++left_out;
    }
  }
  for (const Tally& tally : document.tallies()) {
    if (!tally.first_failure()) continue;
    const std::string section = failure_section(tally);
    if (text.size() + section.size() < summary_bytes_max - reserve) {
      text += section;
    } else {
      ++left_out;
    }
  }
  if (left_out > 0) text += fmt::format("\nand {} more: see result.json\n", left_out);
  const NotSelected& rest = document.heading().not_selected;
  if (rest.total() > 0) text += fmt::format("\n{} not selected\n", rest.total());
  return text;
}

}  // namespace ripcord::report
