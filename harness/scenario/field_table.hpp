#pragma once

#include "transports/shim/parameter.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace ripcord::scenario {

class FieldReader;
struct Mapping;
struct Node;

/// What shape a field's value has.
enum class Form : std::uint8_t {
  scalar,   // one scalar
  names,    // a scalar or a list of them
  mapping,  // a mapping of one table
  list,     // a list of such mappings
  map,      // names of the author's choice, each with such a mapping
  special,  // what the field's own reader makes of it
};

/// Which texts a text may be.
enum class TextRule : std::uint8_t {
  any,
  name,    // letters, digits, `_` and `-`: what can stand in a path, a file name and a report
  dotted,  // as `name`, and dots within
};

/// What a field's value may be; the reader, the schema and the reference page look here.
struct Type {
  Form form = Form::scalar;
  /// Type, words and bounds of a scalar or of each name.
  shim::Parameter scalar{};
  TextRule rule = TextRule::any;
  /// A word that may stand instead of the scalar, such as `none`.
  std::string_view or_word{};
  /// Of the forms `mapping`, `list` and `map`; of a special one where it holds such a table.
  const Mapping* mapping = nullptr;
  /// How the reference calls it where the rest does not say.
  std::string_view doc{};
  /// A JSON Schema for a special form; empty = anything.
  std::string_view schema{};
};

enum class Presence : std::uint8_t { optional, required };

/// One key of a mapping.
struct Field {
  std::string_view key;
  Type type;
  /// The value that is meant where the key is absent, as YAML in flow style; empty = none.
  std::string_view fallback;
  /// One or two sentences for the reference.
  std::string_view doc;
  Presence presence = Presence::optional;
  /// Reads `node` into the object of the field's mapping.
  void (*read)(FieldReader& reader, Node& node, const Field& field, void* object) = nullptr;
};

/// The table of a mapping: its keys, in the order in which they are best written. The one source of
/// the strict reader, of defaults, of the schema and of the reference page.
struct Mapping {
  /// As messages and headings call it: `world`, `a client`.
  std::string_view name;
  std::string_view doc;
  std::span<const Field> fields;
  /// Checks what concerns several fields, and may fill in what depends on others. Null = nothing.
  void (*finish)(FieldReader& reader, Node& node, void* object) = nullptr;
};

// -- Types ----------------------------------------------------------------------------------------

constexpr Type scalar_of(shim::ValueType value) { return {.scalar = {.type = value}}; }

constexpr Type integer_of(std::int64_t low, std::int64_t high) {
  return {.scalar = {.type = shim::ValueType::integer, .low = low, .high = high}};
}

constexpr Type size_of(std::int64_t low, std::int64_t high) {
  return {.scalar = {.type = shim::ValueType::size, .low = low, .high = high}};
}

constexpr Type choice_of(std::span<const std::string_view> words) {
  return {.scalar = {.type = shim::ValueType::choice, .choices = words}};
}

constexpr Type or_word(Type type, std::string_view word) {
  type.or_word = word;
  return type;
}

constexpr Type table_of(Form form, const Mapping& mapping) {
  return {.form = form, .mapping = &mapping};
}

inline constexpr Type any_text = scalar_of(shim::ValueType::text);
inline constexpr Type a_name{.scalar = {.type = shim::ValueType::text}, .rule = TextRule::name};
inline constexpr Type some_names{
    .form = Form::names, .scalar = {.type = shim::ValueType::text}, .rule = TextRule::name};
inline constexpr Type some_texts{.form = Form::names, .scalar = {.type = shim::ValueType::text}};
inline constexpr Type a_duration = scalar_of(shim::ValueType::duration);
inline constexpr Type time_limit = or_word(a_duration, "none");
inline constexpr Type yes_or_no = scalar_of(shim::ValueType::boolean);

}  // namespace ripcord::scenario
