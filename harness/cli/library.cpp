#include "harness/cli/library.hpp"

#include <fmt/format.h>

#include <utility>

namespace ripcord::cli {

Library load_library(std::span<const std::string> paths,
                     std::span<const std::string> settings,
                     const scenario::Vocabulary& vocabulary,
                     scenario::Purpose purpose) {
  Library library;
  FoundFiles found = find_scenario_files(paths);
  library.unreadable = std::move(found.errors);
  library.files = found.files.size();
  for (const ScenarioFile& file : found.files) {
    const scenario::Surroundings surroundings{
        .pack = {.file = file.pack.path, .text = file.pack.text},
        .settings = std::vector<std::string>(settings.begin(), settings.end()),
        .purpose = purpose};
    auto read =
        scenario::read({.file = file.file.path, .text = file.file.text}, surroundings, vocabulary);
    if (read) {
      library.titles.push_back({.scenario = *std::move(read), .named = file.named});
    } else {
      const scenario::Diagnostics& wrong = read.error();
      library.diagnostics.insert(library.diagnostics.end(), wrong.begin(), wrong.end());
    }
  }
  // What is wrong with a folder's defaults or with --set was found once for each scenario.
  scenario::sort_and_unique(library.diagnostics);
  return library;
}

ExitCode print_diagnostics(std::span<const scenario::Diagnostic> wrong, Console& console) {
  for (const scenario::Diagnostic& diagnostic : wrong) console.err << scenario::text(diagnostic);
  return ExitCode::invalid;
}

ExitCode problems_code(const Library& library) {
  if (!library.unreadable.empty()) return ExitCode::environment;
  return library.diagnostics.empty() ? ExitCode::as_expected : ExitCode::invalid;
}

ExitCode print_problems(const Library& library, Console& console) {
  for (const std::string& reason : library.unreadable) console.err << "ripcord: " << reason << '\n';
  print_diagnostics(library.diagnostics, console);
  return problems_code(library);
}

std::optional<scenario::ResolvedScenario> resolve_world(std::string_view command,
                                                        const NamedScenario& named,
                                                        const scenario::Vocabulary& vocabulary,
                                                        Console& console,
                                                        ExitCode& code) {
  const Library library =
      load_library(std::span(&named.path, 1), named.settings, vocabulary, scenario::Purpose::world);
  code = print_problems(library, console);
  if (code != ExitCode::as_expected) return std::nullopt;
  if (library.titles.size() != 1) {
    code = fail(console,
                command,
                ExitCode::invalid,
                fmt::format("{} has {} scenarios; name one", named.path, library.titles.size()));
    return std::nullopt;
  }
  auto resolved = library.titles.front().scenario.resolve({.variant = named.variant});
  if (resolved) return *std::move(resolved);
  code = print_diagnostics(resolved.error(), console);
  return std::nullopt;
}

}  // namespace ripcord::cli
