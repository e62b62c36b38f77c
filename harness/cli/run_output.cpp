#include "harness/cli/run_output.hpp"

#include "harness/report/annotations.hpp"
#include "harness/report/junit.hpp"
#include "harness/report/summary.hpp"
#include "harness/report/tap.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <utility>

namespace ripcord::cli {

RunOutput::RunOutput(std::vector<Reporter> reporters, Console& console)
    : reporters_(std::move(reporters)), console_(console), status_(console.err) {
  if (!reporters_.empty()) return;
  const bool automatic = console.audience == Audience::continuous_integration;
  reporters_.push_back(automatic ? Reporter::lines : Reporter::table);
}

void RunOutput::progress(const report::ResultDocument& document) {
  // The last subject may have more runs to come.
  if (has(Reporter::lines)) print_lines_before(document, document.tallies().size() - 1);
}

void RunOutput::status(const report::ResultDocument& document, report::Effort effort) {
  if (!shows_status_) return;
  const report::Counts counts = document.counts();
  const double seconds = std::chrono::duration<double>(effort.wall).count();
  const double rate = static_cast<double>(counts.runs) / std::max(seconds, 1e-9);
  const std::uint64_t planned = document.heading().planned;
  const double left = static_cast<double>(planned - counts.runs) / std::max(rate, 1e-9);
  status_.show(fmt::format("{} of {} runs, {} not as expected, {:.0f} runs/s, {:.0f} s left",
                           counts.runs,
                           planned,
                           counts.runs - counts.passed,
                           rate,
                           left));
}

void RunOutput::finish(const report::Recorder& recorder,
                       report::Effort effort,
                       report::Progress progress) {
  status_.clear();
  const report::ResultDocument& document = recorder.document();
  for (const Reporter reporter : reporters_) print(reporter, document, progress);

  const bool for_people = has(Reporter::table) || has(Reporter::lines);
  std::ostream& out = for_people ? console_.out : console_.err;
  const report::Colours colours = for_people ? console_.out_colours : report::Colours::off;
  if (for_people) {
    const std::string failures = report::failure_texts(document, colours);
    if (!failures.empty()) out << '\n' << failures;
    out << report::sweep_lines(document, colours);
  }
  if (document.coverage() != nullptr)
    out << '\n' << report::coverage_table(*document.coverage()).text(colours) << '\n';
  if (progress == report::Progress::incomplete) {
    out << "incomplete: " << document.counts().runs << " of " << document.heading().planned
        << " runs were played\n";
  }
  out << "report in " << recorder.folder().path()
      << ": report.html, summary.md, result.json, junit.xml\n";
  out << report::closing_line(document, effort);
}

bool RunOutput::has(Reporter reporter) const {
  return std::ranges::find(reporters_, reporter) != reporters_.end();
}

void RunOutput::print(Reporter reporter,
                      const report::ResultDocument& document,
                      report::Progress progress) {
  switch (reporter) {
    case Reporter::table:
      console_.out << report::result_table(document).text(console_.out_colours)
                   << report::message_lines(document);
      break;
    case Reporter::lines:
      print_lines_before(document, document.tallies().size());
      break;
    case Reporter::json:
      console_.out << document.text(progress);
      break;
    case Reporter::junit:
      console_.out << report::junit_xml(document);
      break;
    case Reporter::markdown:
      console_.out << report::summary_markdown(document, progress);
      break;
    case Reporter::tap:
      console_.out << report::tap(document);
      break;
    case Reporter::github:
      console_.out << report::annotations(document);
      append_step_summary(document, progress);
      break;
    case Reporter::none:
      break;
  }
}

/// A job's page shows what is appended to the file that the variable names.
void RunOutput::append_step_summary(const report::ResultDocument& document,
                                    report::Progress progress) {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): nobody sets variables.
  const char* const file = std::getenv("GITHUB_STEP_SUMMARY");
  if (file == nullptr || *file == '\0') return;
  std::ofstream summary(file, std::ios::binary | std::ios::app);
  summary << report::summary_markdown(document, progress);
  summary.flush();
  if (!summary) console_.err << "ripcord: run: cannot write the step summary to " << file << '\n';
}

void RunOutput::print_lines_before(const report::ResultDocument& document, std::size_t end) {
  if (lines_printed_ < end) status_.clear();
  const std::size_t before = lines_printed_;
  for (; lines_printed_ < end; ++lines_printed_) {
    console_.out << report::result_line(document.tallies()[lines_printed_], console_.out_colours);
  }
  if (lines_printed_ > before) console_.out.flush();
}

ExitCode code_of(const report::ResultDocument& document, Strictness strictness) {
  const report::Counts counts = document.counts();
  ExitCode code = ExitCode::as_expected;
  if (counts.error > 0) code = graver(code, ExitCode::environment);
  if (counts.invalid > 0) code = graver(code, ExitCode::invalid);
  if (counts.failed > 0) code = graver(code, ExitCode::failed);
  const bool monotonous = std::ranges::any_of(document.tallies(), &report::Tally::is_monotonous);
  if (monotonous && strictness == Strictness::strict) code = graver(code, ExitCode::inconclusive);
  return code;
}

}  // namespace ripcord::cli
