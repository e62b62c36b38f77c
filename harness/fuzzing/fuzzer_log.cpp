#include "harness/fuzzing/fuzzer_log.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace ripcord::fuzzing {
namespace {

constexpr std::string_view assertion_mark = ": ripcord is broken: ";
constexpr std::string_view scenario_begin = "---- scenario";
constexpr std::string_view scenario_end = "---- end";
/// Folders of sources of ours, from which a path is told.
constexpr std::array<std::string_view, 3> source_folders{"transports/", "harness/", "fuzz/"};

std::uint64_t number_at(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  std::uint64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

/// The number behind `mark` in `line`; 0 if there is none.
std::uint64_t number_behind(std::string_view line, std::string_view mark) {
  const std::size_t at = line.find(mark);
  return at == std::string_view::npos ? 0 : number_at(line.substr(at + mark.size()));
}

/// Takes `path:line` out of `text` if it names a source of ours.
void take_place(std::string_view text, FuzzerLog& log) {
  // Compilers name sources from the build folder: `.../build/fuzz/../../transports/...`.
  constexpr std::string_view up = "/..";
  const std::size_t root = text.rfind(up);
  if (root != std::string_view::npos) text.remove_prefix(root + up.size());
  std::size_t begin = std::string_view::npos;
  for (const std::string_view folder : source_folders) {
    const std::size_t at = text.rfind("/" + std::string(folder));
    if (at != std::string_view::npos) begin = std::min(begin, at + 1);
  }
  if (begin == std::string_view::npos) return;
  text.remove_prefix(begin);
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return;
  log.file = text.substr(0, colon);
  log.line = static_cast<std::uint32_t>(number_at(text.substr(colon + 1)));
}

class LogReader {
 public:
  void line(std::string_view line) {
    if (in_scenario_) return scenario_line(line);
    if (line == scenario_begin) {
      in_scenario_ = true;
    } else if (line.starts_with("broken: ") || line.starts_with("choice: ")) {
      log_.told.append(line).append("\n");
    } else {
      statistic(line);
      finding(line);
    }
  }

  FuzzerLog take() { return std::move(log_); }

 private:
  void scenario_line(std::string_view line) {
    in_scenario_ = line != scenario_end;
    if (in_scenario_) log_.scenario.append(line).append("\n");
  }

  void statistic(std::string_view line) {
    if (line.starts_with("stat::number_of_executed_units:"))
      log_.runs = number_behind(line, "units:");
    if (line.starts_with("stat::average_exec_per_sec:"))
      log_.runs_per_second = number_behind(line, "per_sec:");
    if (line.starts_with("stat::new_units_added:")) log_.added = number_behind(line, "added:");
    if (line.starts_with('#')) log_.edges = std::max(log_.edges, number_behind(line, " cov: "));
  }

  void finding(std::string_view line) {
    const std::size_t mark = line.find(assertion_mark);
    if (mark != std::string_view::npos) {
      log_.broken = line.substr(mark + 2);
      return take_place("/" + std::string(line.substr(0, mark)), log_);
    }
    const std::size_t error = line.find(" runtime error: ");
    if (log_.broken.empty() && error != std::string_view::npos) {
      log_.broken = line.substr(error + 1);
      take_place("/" + std::string(line.substr(0, error)), log_);
    }
    if (log_.broken.empty() && line.find("ERROR: ") != std::string_view::npos)
      log_.broken = line.substr(line.find("ERROR: ") + 7);
    // A stack's first frame in a source of ours; what only detects comes before it.
    const bool is_frame = line.find("    #") == 0 && line.find(" in ") != std::string_view::npos;
    if (!log_.broken.empty() && log_.file.empty() && is_frame &&
        line.find("assertion_failed") == std::string_view::npos)
      take_place(line, log_);
  }

  FuzzerLog log_;
  bool in_scenario_ = false;
};

}  // namespace

FuzzerLog read_fuzzer_log(std::string_view text) {
  LogReader reader;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    reader.line(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return reader.take();
}

}  // namespace ripcord::fuzzing
