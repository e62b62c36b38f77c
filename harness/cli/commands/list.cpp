#include "harness/cli/commands.hpp"
#include "harness/cli/past.hpp"
#include "harness/cli/selection.hpp"
#include "harness/report/json_writer.hpp"
#include "harness/report/table.hpp"

#include <fmt/format.h>

namespace ripcord::cli {
namespace {

void write_texts(report::JsonWriter& json,
                 std::string_view name,
                 const std::vector<std::string>& texts) {
  json.key(name).begin_array();
  for (const std::string& text : texts) json.text(text);
  json.end_array();
}

std::string list_json(const Selection& selection) {
  std::string text;
  report::JsonWriter json(text);
  json.begin_array();
  for (const Candidate& candidate : selection.candidates) {
    const scenario::Scenario& scenario = candidate.title->scenario;
    json.begin_object()
        .text("scenario", candidate.subject.scenario)
        .text("file", candidate.subject.file);
    json.number("line", candidate.subject.line).text("name", scenario.name());
    json.text("title", scenario.title()).text("variant", candidate.subject.variant);
    json.text("transport", candidate.subject.transport);
    write_texts(json, "transports", scenario.transports());
    write_texts(json, "tags", scenario.tags());
    write_texts(json, "requires", scenario.requirements());
    json.number("first_seed", scenario.seeds().low).number("last_seed", scenario.seeds().high);
    json.end_object();
  }
  json.end_array();
  return text + "\n";
}

std::string seeds_text(const scenario::Seeds& seeds) {
  return seeds.low == seeds.high ? fmt::format("{}", seeds.low)
                                 : fmt::format("{}..{}", seeds.low, seeds.high);
}

std::string list_table(const Selection& selection, report::Colours colours) {
  report::Table table({"scenario", "variant", "transport", "seeds", "at", "tags", "requires"});
  for (const Candidate& candidate : selection.candidates) {
    const scenario::Scenario& scenario = candidate.title->scenario;
    table.add({{.text = candidate.subject.scenario},
               {.text = candidate.subject.variant},
               {.text = candidate.subject.transport},
               {.text = seeds_text(scenario.seeds())},
               {.text = fmt::format("{}:{}", candidate.subject.file, candidate.subject.line)},
               {.text = fmt::format("{}", fmt::join(scenario.tags(), " "))},
               {.text = fmt::format("{}", fmt::join(scenario.requirements(), " "))}});
  }
  return table.text(colours);
}

}  // namespace

ExitCode list_command(const ListOptions& options, const Program& program, Console& console) {
  const Library library =
      load_library(options.selection.paths, options.selection.settings, *program.vocabulary);
  const ExitCode code = print_problems(library, console);
  const auto past = failed_before(options.selection.scope, "");
  if (!past) return graver(code, fail(console, "list", ExitCode::environment, past.error().text));
  const Selection selection = select(library, options.selection, *past);
  console.out << (options.format == Format::json ? list_json(selection)
                                                 : list_table(selection, console.out_colours));
  if (!selection.candidates.empty() || code != ExitCode::as_expected) return code;
  console.err << "ripcord: list: " << nothing_selected(library, options.selection, selection);
  return ExitCode::nothing_selected;
}

}  // namespace ripcord::cli
