#pragma once

#include "harness/cli/console.hpp"
#include "harness/cli/exit_code.hpp"
#include "harness/cli/options.hpp"
#include "harness/cli/status_line.hpp"
#include "harness/report/recorder.hpp"
#include "harness/report/result_table.hpp"

#include <cstddef>
#include <vector>

namespace ripcord::cli {

/// What `run` prints. Reporters for people share standard output with what is said to people at the
/// end; if there are none of them, that goes to standard error, so that standard output can be read
/// by a program.
class RunOutput {
 public:
  /// `console` must outlive it. Without `reporters`: lines for continuous integration, else the
  /// table.
  RunOutput(std::vector<Reporter> reporters, Console& console);

  /// Called after each run: prints the line of each subject that is over.
  void progress(const report::ResultDocument& document);

  /// From now on `status` shows something.
  void show_status_line() { shows_status_ = true; }
  [[nodiscard]] bool shows_status() const { return shows_status_; }
  /// Called now and then while runs last: says how far a sweep of `effort` so far has come.
  void status(const report::ResultDocument& document, report::Effort effort);

  /// Called once, when all is written.
  void finish(const report::Recorder& recorder, report::Effort effort, report::Progress progress);

 private:
  [[nodiscard]] bool has(Reporter reporter) const;
  void print(Reporter reporter, const report::ResultDocument& document, report::Progress progress);
  void append_step_summary(const report::ResultDocument& document, report::Progress progress);
  void print_lines_before(const report::ResultDocument& document, std::size_t end);

  std::vector<Reporter> reporters_;
  Console& console_;
  std::size_t lines_printed_ = 0;
  bool shows_status_ = false;
  StatusLine status_;
};

/// What a command that played the runs of `document`, or reports of them, returns.
[[nodiscard]] ExitCode code_of(const report::ResultDocument& document, Strictness strictness);

}  // namespace ripcord::cli
