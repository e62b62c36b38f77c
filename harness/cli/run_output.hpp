#pragma once

#include "harness/cli/console.hpp"
#include "harness/cli/options.hpp"
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

  /// Called once, when all is written.
  void finish(const report::Recorder& recorder, report::Effort effort, report::Progress progress);

 private:
  [[nodiscard]] bool has(Reporter reporter) const;
  void print(Reporter reporter, const report::ResultDocument& document, report::Progress progress);
  void print_lines_before(const report::ResultDocument& document, std::size_t end);

  std::vector<Reporter> reporters_;
  Console& console_;
  std::size_t lines_printed_ = 0;
};

}  // namespace ripcord::cli
