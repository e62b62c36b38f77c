#pragma once

#include "harness/report/result_document.hpp"
#include "harness/report/subject.hpp"
#include "harness/run/result.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

namespace ripcord::report {

/// report.html in the making: one file that needs nothing else, and is whole without its script.
///
/// Failures come first, then runs in which something broke as expected, then the others. Whatever
/// came from outside (names, bytes of peers, output of programs) is escaped, and a content security
/// policy lets no script run but our own.
class HtmlPage {
 public:
  /// More pictures than these make a page that nobody scrolls to the end of; runs beyond are in the
  /// table, and `ripcord trace --svg` draws them.
  static constexpr std::size_t runs_max = 200;
  static constexpr std::size_t bytes_max = std::size_t{32} << 20U;

  /// Draws a run from its trace; one without is left to the table.
  void add(const Subject& subject, const run::RunResult& result, const trace::Log& log);

  /// The page, with what `document` says of all runs.
  [[nodiscard]] std::string text(const ResultDocument& document, Progress progress) const;

 private:
  /// Sections of runs: not as expected, broken as expected, completed.
  std::string wrong_;
  std::string broken_;
  std::string completed_;
  std::size_t runs_ = 0;
  std::size_t left_out_ = 0;
};

}  // namespace ripcord::report
