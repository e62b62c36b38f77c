#include "harness/cli/commands.hpp"
#include "harness/cli/library.hpp"
#include "harness/cli/sarif.hpp"
#include "harness/report/json_writer.hpp"

#include <fmt/format.h>

namespace ripcord::cli {
namespace {

void write_diagnostic(report::JsonWriter& json, const scenario::Diagnostic& diagnostic) {
  json.begin_object().text("file", diagnostic.file).number("line", diagnostic.line);
  json.number("column", diagnostic.column).number("length", diagnostic.length);
  json.text("message", diagnostic.message).text("hint", diagnostic.hint).end_object();
}

std::string problems_json(const Library& library) {
  std::string text;
  report::JsonWriter json(text);
  json.begin_object().number("files", library.files).key("errors").begin_array();
  for (const scenario::Diagnostic& diagnostic : library.diagnostics)
    write_diagnostic(json, diagnostic);
  json.end_array().key("unreadable").begin_array();
  for (const std::string& reason : library.unreadable) json.text(reason);
  json.end_array().end_object();
  return text + "\n";
}

/// The heading is a comment, so that each file can be cut out and read back.
void print_document(const std::string& heading, const std::string& text, Console& console) {
  console.out << "# " << heading << '\n' << text;
}

/// Prints the scenario as one file, or each of `variants` as one; 2 if it has no such variant.
ExitCode print_resolved(const scenario::Scenario& scenario,
                        const std::vector<std::string>& variants,
                        Console& console) {
  if (variants.empty()) print_document(scenario.file(), scenario.text(), console);
  for (const std::string& variant : variants) {
    for (const std::vector<std::size_t>& point : scenario.points()) {
      const auto resolved = scenario.resolve({.variant = variant, .point = point});
      if (!resolved) {
        for (const scenario::Diagnostic& wrong : resolved.error())
          console.err << scenario::text(wrong);
        return ExitCode::invalid;
      }
      std::string heading = fmt::format("{} [{}]", scenario.file(), variant);
      for (const std::string& word : resolved->point) heading += " " + word;
      print_document(heading, resolved->text, console);
    }
  }
  return ExitCode::as_expected;
}

std::string plural(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

/// Which scenarios cannot be played, so that nobody takes them for tests.
void print_hints(const Library& library, Console& console) {
  for (const Title& title : library.titles) {
    if (title.scenario.has_play()) continue;
    console.out << title.scenario.file()
                << ": has neither workload nor expect: for serve and proxy, not for run\n";
  }
}

}  // namespace

ExitCode check_command(const CheckOptions& options, const Program& program, Console& console) {
  const Library library =
      load_library(options.paths, options.settings, *program.vocabulary, scenario::Purpose::either);
  if (library.files == 0 && library.unreadable.empty())
    return fail(console, "check", ExitCode::nothing_selected, "no scenario files there");
  ExitCode code = problems_code(library);
  if (options.format == Format::sarif) {
    console.out << problems_sarif(library, program.tool.version);
    return code;
  }
  if (options.format == Format::json) {
    console.out << problems_json(library);
    return code;
  }
  print_problems(library, console);
  if (options.show == CheckOptions::Show::resolved) {
    for (const Title& title : library.titles) {
      code = graver(code, print_resolved(title.scenario, options.variants, console));
    }
  } else if (library.is_sound()) {
    console.out << plural(library.files, "file") << ", no errors\n";
    print_hints(library, console);
  }
  if (!library.is_sound()) {
    console.err << plural(library.files, "file") << ", "
                << plural(library.diagnostics.size() + library.unreadable.size(), "error") << '\n';
  }
  return code;
}

}  // namespace ripcord::cli
