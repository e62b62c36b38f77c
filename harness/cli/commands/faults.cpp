#include "harness/cli/catalogue.hpp"
#include "harness/cli/commands.hpp"
#include "harness/cli/words.hpp"
#include "harness/report/json_writer.hpp"
#include "harness/report/table.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ripcord::cli {
namespace {

void write_parameter(report::JsonWriter& json, const shim::Parameter& parameter) {
  json.begin_object().text("name", parameter.name).text("type", type_word(parameter.type));
  if (!parameter.fallback.empty()) json.text("default", parameter.fallback);
  json.boolean("required", parameter.required).text("summary", parameter.doc);
  if (!parameter.choices.empty()) {
    json.key("choices").begin_array();
    for (const std::string_view choice : parameter.choices) json.text(choice);
    json.end_array();
  }
  json.end_object();
}

std::string kinds_json(const Kinds& kinds) {
  std::string text;
  report::JsonWriter json(text);
  json.begin_array();
  for (const shim::Kind* kind : kinds) {
    json.begin_object().text("name", kind->name).text("family", family_word(kind->family));
    json.key("parameters").begin_array();
    for (const shim::Parameter& parameter : kind->parameters) write_parameter(json, parameter);
    json.end_array();
    json.key("transports").begin_array();
    for (const std::string_view place : place_words(kind->places)) json.text(place);
    json.end_array();
    json.text("summary", kind->summary).text("doc", kind->doc).text("example", kind->example);
    json.end_object();
  }
  json.end_array();
  return text + "\n";
}

std::string kinds_table(const Kinds& kinds, report::Colours colours) {
  report::Table table({"kind", "family", "where", "parameters", "what it does"});
  for (const shim::Kind* kind : kinds) {
    std::vector<std::string_view> parameters;
    for (const shim::Parameter& parameter : kind->parameters) parameters.push_back(parameter.name);
    table.add({{.text = std::string(kind->name)},
               {.text = std::string(family_word(kind->family))},
               {.text = fmt::format("{}", fmt::join(place_words(kind->places), " "))},
               {.text = fmt::format("{}", fmt::join(parameters, " "))},
               {.text = std::string(kind->summary)}});
  }
  return table.text(colours);
}

std::string explanation(const shim::Kind& kind, report::Colours colours) {
  std::string text = report::coloured(std::string(kind.name), report::Tone::heading, colours);
  text += fmt::format(": {}\n\n{}\n\nfamily  {}\nwhere   {}\n",
                      kind.summary,
                      kind.doc,
                      family_word(kind.family),
                      fmt::join(place_words(kind.places), ", "));
  if (!kind.parameters.empty()) {
    report::Table table({"parameter", "type", "", "sets"});
    for (const shim::Parameter& parameter : kind.parameters) {
      const std::string type = parameter.choices.empty()
                                   ? std::string(type_word(parameter.type))
                                   : fmt::format("{}", fmt::join(parameter.choices, " | "));
      table.add({{.text = std::string(parameter.name)},
                 {.text = type},
                 {.text = presence_words(parameter)},
                 {.text = std::string(parameter.doc)}});
    }
    text += "\n" + table.text(colours);
  }
  return text + fmt::format("\nexample\n  {}\n", kind.example);
}

}  // namespace

ExitCode faults_command(const FaultsOptions& options, const Program& program, Console& console) {
  Kinds kinds = catalogue(*program.vocabulary);
  if (!options.name.empty()) {
    std::vector<std::string_view> names;
    for (const shim::Kind* kind : kinds) names.push_back(kind->name);
    std::erase_if(kinds, [&](const shim::Kind* kind) { return kind->name != options.name; });
    if (kinds.empty()) {
      console.err << fmt::format("ripcord: faults: no kind is called `{}`{}\n",
                                 options.name,
                                 did_you_mean(options.name, names));
      return ExitCode::invalid;
    }
  }
  if (options.format == Format::json) {
    console.out << kinds_json(kinds);
  } else if (options.format == Format::markdown) {
    console.out << catalogue_page(kinds);
  } else if (options.name.empty()) {
    console.out << kinds_table(kinds, console.out_colours);
  } else {
    console.out << explanation(*kinds.front(), console.out_colours);
  }
  return ExitCode::as_expected;
}

}  // namespace ripcord::cli
