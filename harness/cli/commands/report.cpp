#include "harness/cli/commands.hpp"
#include "harness/cli/compare_output.hpp"
#include "harness/cli/comparison_annex.hpp"
#include "harness/cli/run_output.hpp"
#include "harness/compare/stored_comparison.hpp"
#include "harness/report/exploration_text.hpp"
#include "harness/report/merge.hpp"
#include "harness/report/regenerate.hpp"
#include "harness/report/result_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>
#include <vector>

namespace ripcord::cli {
namespace {

boost::system::result<report::StoredReport, report::WriteError> read_all(
    const std::vector<std::string>& folders) {
  std::vector<report::StoredReport> reports;
  reports.reserve(folders.size());
  for (const std::string& folder : folders) {
    auto stored = report::read_report(folder);
    if (!stored) return stored.error();
    reports.push_back(*std::move(stored));
  }
  return report::merged(std::move(reports));
}

/// What a folder of `compare` says for people. None, and no error, of any other.
boost::system::result<std::optional<compare::StoredComparison>, report::WriteError> comparison_in(
    const report::StoredReport& stored) {
  if (!stored.annex) return std::optional<compare::StoredComparison>();
  auto comparison = compare::stored_comparison(stored.annex->json);
  if (!comparison) return comparison.error();
  return std::optional(*std::move(comparison));
}

/// Whether making `out` anew would take away what is in `folder`.
bool holds(const std::string& out, const std::string& folder) {
  std::error_code ignored;
  const auto outer = std::filesystem::weakly_canonical(out, ignored);
  const auto inner = std::filesystem::weakly_canonical(folder, ignored);
  return std::ranges::mismatch(outer, inner).in1 == outer.end();
}

void print(const report::ResultDocument& document, Console& console) {
  console.out << report::result_table(document).text(console.out_colours);
  for (const report::ExplorationRecord& exploration : document.explorations())
    console.out << report::exploration_text(exploration, console.out_colours);
  const std::string failures = report::failure_texts(document, console.out_colours);
  if (!failures.empty()) console.out << '\n' << failures;
}

}  // namespace

ExitCode report_command(const ReportOptions& options, Console& console) {
  if (options.paths.size() > 1 && options.out.empty())
    return fail(console,
                "report",
                ExitCode::invalid,
                "several run folders go into a new one: name it with --out");
  for (const std::string& path : options.paths) {
    if (options.out.empty() || !holds(options.out, path)) continue;
    return fail(console,
                "report",
                ExitCode::invalid,
                fmt::format("--out {} would replace {}, which is read", options.out, path));
  }
  auto stored = read_all(options.paths);
  if (!stored) return fail(console, "report", ExitCode::environment, stored.error().text);
  const auto compared = comparison_in(*stored);
  if (!compared) return fail(console, "report", ExitCode::environment, compared.error().text);
  if (*compared) stored->annex = comparison_annex((*compared)->heading, (*compared)->comparison);
  const auto folder = options.out.empty() ? report::RunFolder::existing(options.paths.front())
                                          : report::RunFolder::open(options.out);
  if (!folder) return fail(console, "report", ExitCode::environment, folder.error().text);
  const auto document = report::regenerate(*stored, *folder);
  if (!document) return fail(console, "report", ExitCode::environment, document.error().text);
  if (*compared)
    console.out << comparison_text(
        (*compared)->heading, (*compared)->comparison, console.out_colours);
  else
    print(*document, console);
  console.out << fmt::format("report in {}: report.html, summary.md, result.json{}\n",
                             folder->path(),
                             *compared ? "" : ", junit.xml");
  if (*compared && stored->annex->failed) return ExitCode::regression;
  const ExitCode code = code_of(*document, Strictness::lenient);
  // An exploration says itself how much of it was played, and may end where it was told to.
  if (stored->progress == report::Progress::complete || !document->explorations().empty())
    return code;
  // A part that is missing may be the one that failed.
  return graver(code,
                fail(console,
                     "report",
                     ExitCode::environment,
                     fmt::format("ended before its end: {} of {} runs are there",
                                 document->counts().runs,
                                 document->heading().planned)));
}

}  // namespace ripcord::cli
