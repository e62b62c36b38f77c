#include "harness/cli/catalogue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace ripcord::cli {
namespace {

constexpr std::string_view introduction = R"(# Faults and actions

What a rule's `do:` can be. A **fault** harms the unit (a PDU, a connect) that the rule's `when:` selected; an **action**
changes the world at that moment. A rule is one of the examples below with an `id`; how `when:` selects is told in
[scenarios.md](scenarios.md#when). This page is generated from the catalogue of the build (`ripcord faults`); "where" is
what a kind is made for, and a build plays on the transports that it has.
)";

std::string_view family_heading(shim::Family family) {
  switch (family) {
    case shim::Family::stale_binding:
      return "Stale bindings: what the client believes is no longer so";
    case shim::Family::endpoint_mapper:
      return "The endpoint mapper: it is wrong, silent or gone";
    case shim::Family::mid_stream:
      return "In mid-stream: a connection breaks, stops or dribbles";
  }
  return "";
}

/// A text as a cell of a table.
std::string cell(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    if (c == '|') safe += '\\';
    safe += c;
  }
  return safe;
}

/// What follows the places of a kind.
std::string parameter_rows(const shim::Kind& kind) {
  if (kind.parameters.empty()) return " No parameters.\n\n";
  std::string rows = "\n\n| parameter | value | | |\n| --- | --- | --- | --- |\n";
  for (const shim::Parameter& parameter : kind.parameters) {
    const std::string value = parameter.choices.empty()
                                  ? std::string(type_word(parameter.type))
                                  : fmt::format("`{}`", fmt::join(parameter.choices, "`, `"));
    rows += fmt::format("| `{}` | {} | {} | {} |\n",
                        parameter.name,
                        value,
                        presence_words(parameter),
                        cell(parameter.doc));
  }
  return rows + "\n";
}

std::string kind_section(const shim::Kind& kind) {
  std::string section = fmt::format("\n### {}\n\n{} {}\n\nWhere: {}.",
                                    kind.name,
                                    kind.summary,
                                    kind.doc,
                                    fmt::join(place_words(kind.places), ", "));
  section += parameter_rows(kind);
  return section + fmt::format("```yaml\n{}\n```\n", kind.example);
}

}  // namespace

Kinds catalogue(const scenario::Vocabulary& vocabulary) {
  Kinds kinds = vocabulary.faults;
  kinds.insert(kinds.end(), vocabulary.actions.begin(), vocabulary.actions.end());
  std::ranges::sort(kinds, [](const shim::Kind* a, const shim::Kind* b) {
    return a->family != b->family ? a->family < b->family : a->name < b->name;
  });
  return kinds;
}

std::string_view family_word(shim::Family family) {
  switch (family) {
    case shim::Family::stale_binding:
      return "stale_binding";
    case shim::Family::endpoint_mapper:
      return "endpoint_mapper";
    case shim::Family::mid_stream:
      return "mid_stream";
  }
  return "";
}

std::string_view type_word(shim::ValueType type) {
  switch (type) {
    case shim::ValueType::boolean:
      return "boolean";
    case shim::ValueType::integer:
      return "integer";
    case shim::ValueType::range:
      return "range";
    case shim::ValueType::duration:
      return "duration";
    case shim::ValueType::duration_range:
      return "duration range";
    case shim::ValueType::size:
      return "size";
    case shim::ValueType::probability:
      return "probability";
    case shim::ValueType::choice:
      return "choice";
    case shim::ValueType::text:
      return "text";
    case shim::ValueType::names:
      return "names";
    case shim::ValueType::hex:
      return "hex";
    case shim::ValueType::field_values:
      return "field values";
    case shim::ValueType::fragment:
      return "fragment";
  }
  return "";
}

std::vector<std::string_view> place_words(shim::Places places) {
  struct Place {
    shim::Places bit;
    std::string_view word;
  };
  constexpr std::array<Place, 4> all{{{shim::in_sim, "sim"},
                                      {shim::on_tcp, "tcp"},
                                      {shim::on_local, "local"},
                                      {shim::by_proxy, "proxy"}}};
  std::vector<std::string_view> words;
  for (const Place& place : all) {
    if ((places & place.bit) != 0) words.push_back(place.word);
  }
  return words;
}

std::string presence_words(const shim::Parameter& parameter) {
  if (parameter.required) return "required";
  return parameter.fallback.empty() ? "optional" : fmt::format("default {}", parameter.fallback);
}

std::string catalogue_page(const Kinds& kinds) {
  std::string page(introduction);
  std::optional<shim::Family> family;
  for (const shim::Kind* kind : kinds) {
    if (kind->family != family) page += fmt::format("\n## {}\n", family_heading(kind->family));
    family = kind->family;
    page += kind_section(*kind);
  }
  return page;
}

}  // namespace ripcord::cli
