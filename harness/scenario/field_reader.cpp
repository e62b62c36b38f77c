#include "harness/scenario/field_reader.hpp"

#include "harness/scenario/fallback.hpp"
#include "transports/base/assert.hpp"
#include "transports/base/nearest.hpp"

#include <algorithm>

namespace ripcord::scenario {
namespace {

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-';
}

/// Half a sentence: what `type` accepts.
std::string also_or_word(std::string expected, const Type& type) {
  if (!type.or_word.empty()) expected += ", or " + std::string(type.or_word);
  return expected;
}

std::vector<std::string_view> keys_of(const Mapping& mapping) {
  std::vector<std::string_view> keys;
  for (const Field& field : mapping.fields) keys.push_back(field.key);
  return keys;
}

}  // namespace

void FieldReader::error(Place place, std::string_view message, std::string_view hint) {
  if (is_full()) return;
  diagnostics_.push_back(sources_.diagnostic(place, message, hint));
}

void FieldReader::read_mapping(Node& node, const Mapping& mapping, void* object) {
  if (is_full()) return;
  if (!node.is_mapping()) {
    error(node.place,
          std::string(mapping.name) + " must be a mapping, not " + described(node),
          node.kind == Node::Kind::nothing ? "write {} for one that says nothing" : "");
    return;
  }
  const std::size_t errors_before = errors();
  refuse_unknown_keys(node, mapping);
  read_fields(node, mapping, object);
  const bool is_sound = errors() == errors_before;
  if (mapping.finish != nullptr && demand_ != Demand::part && is_sound) {
    mapping.finish(*this, node, object);
  }
}

void FieldReader::refuse_unknown_keys(const Node& node, const Mapping& mapping) {
  for (const Member& member : node.members) {
    if (is_full()) return;
    if (std::ranges::find(mapping.fields, member.key, &Field::key) != mapping.fields.end()) {
      continue;
    }
    error(member.place,
          "unknown key `" + member.key + "` in " + std::string(mapping.name),
          did_you_mean(member.key, keys_of(mapping)));
  }
}

void FieldReader::read_fields(Node& node, const Mapping& mapping, void* object) {
  std::vector<Member> ordered;
  for (const Field& field : mapping.fields) {
    if (Member* member = node.find(field.key)) {
      field.read(*this, member->value, field, object);
      ordered.push_back(std::move(*member));
      continue;
    }
    if (field.presence == Presence::required && demand_ != Demand::part) {
      error(node.place,
            "`" + std::string(field.key) + "` is missing in " + std::string(mapping.name));
    }
    if (field.fallback.empty()) continue;
    Node fallback = fallback_node(field.fallback, node.place);
    field.read(*this, fallback, field, object);
    ordered.push_back(
        {.key = std::string(field.key), .place = node.place, .value = std::move(fallback)});
  }
  node.members = std::move(ordered);
}

std::optional<shim::Value> FieldReader::read_value(const Node& node,
                                                   std::string_view key,
                                                   const Type& type) {
  std::string expected = "a single value";
  if (node.is_scalar()) {
    auto value = shim::parse_value(type.scalar, node.text);
    if (value) return std::move(*value);
    expected = value.error().expected;
  }
  error(node.place,
        "`" + std::string(key) + "` must be " + also_or_word(std::move(expected), type) + ", not " +
            described(node),
        node.is_scalar() ? did_you_mean(node.text, type.scalar.choices) : "");
  return std::nullopt;
}

std::vector<const Node*> FieldReader::scalars(const Node& node,
                                              std::string_view key,
                                              const Type& type) {
  std::vector<const Node*> found;
  if (node.is_scalar()) {
    if (read_value(node, key, type)) found.push_back(&node);
    return found;
  }
  if (!node.is_list()) {
    error(node.place,
          "`" + std::string(key) + "` must be a list such as [a, b], not " + described(node));
    return found;
  }
  for (const Node& item : node.items) {
    if (is_full()) break;
    if (read_value(item, key, type)) found.push_back(&item);
  }
  return found;
}

void FieldReader::read(Node& node, const Field& field, std::string& out) {
  if (!read_value(node, field.key, field.type)) return;
  if (check_text(node.text, node.place, field.type.rule)) out = node.text;
}

void FieldReader::read(Node& node, const Field& field, bool& out) {
  if (const auto value = read_value(node, field.key, field.type)) out = std::get<bool>(*value);
}

void FieldReader::read(Node& node, const Field& field, Duration& out) {
  if (const auto value = read_value(node, field.key, field.type)) out = std::get<Duration>(*value);
}

void FieldReader::read(Node& node, const Field& field, std::optional<Duration>& out) {
  out.reset();
  if (is_or_word(node, field.type)) return;
  if (const auto value = read_value(node, field.key, field.type)) out = std::get<Duration>(*value);
}

void FieldReader::read(Node& node, const Field& field, shim::DurationRange& out) {
  if (const auto value = read_value(node, field.key, field.type)) {
    out = std::get<shim::DurationRange>(*value);
  }
}

void FieldReader::read(Node& node, const Field& field, Bytes& out) {
  if (auto value = read_value(node, field.key, field.type)) out = std::get<Bytes>(*value);
}

void FieldReader::read(Node& node, const Field& field, std::int64_t& out) {
  if (const auto value = read_value(node, field.key, field.type)) {
    out = std::get<std::int64_t>(*value);
  }
}

void FieldReader::read(Node& node, const Field& field, std::optional<std::int64_t>& out) {
  read(node, field, out.emplace());
}

void FieldReader::read(Node& node, const Field& field, std::optional<shim::Range>& out) {
  if (const auto value = read_value(node, field.key, field.type)) {
    out = std::get<shim::Range>(*value);
  }
}

void FieldReader::read(Node& node, const Field& field, std::optional<shim::Probability>& out) {
  if (const auto value = read_value(node, field.key, field.type)) {
    out = std::get<shim::Probability>(*value);
  }
}

void FieldReader::read(Node& node, const Field& field, std::optional<std::string>& out) {
  read(node, field, out.emplace());
}

void FieldReader::read(Node& node, const Field& field, std::vector<std::string>& out) {
  out.clear();
  for (const Node* item : scalars(node, field.key, field.type)) {
    if (check_text(item->text, item->place, field.type.rule)) out.push_back(item->text);
  }
}

bool FieldReader::check_text(std::string_view text, Place place, TextRule rule) {
  if (rule == TextRule::any) return check_any_text(text, place);
  // A name stands in paths, file names and reports.
  constexpr std::size_t name_bytes_max = 64;
  const auto fits = [&](char c) {
    return is_name_character(c) || (c == '.' && rule == TextRule::dotted);
  };
  if (!text.empty() && text.size() <= name_bytes_max && text.front() != '.' &&
      std::ranges::all_of(text, fits)) {
    return true;
  }
  error(place, "a name is made of at most 64 letters, digits, `-` and `_`");
  return false;
}

bool FieldReader::check_any_text(std::string_view text, Place place) {
  const auto is_control = [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t';
  };
  if (std::ranges::any_of(text, is_control)) {
    error(place, "control characters have no meaning in a text");
    return false;
  }
  const std::size_t at = text.find("${");
  if (at == std::string_view::npos || text.find('}', at) == std::string_view::npos) return true;
  error(place, "`${NAME}` has a meaning in `command`, `connect` and `env` only");
  return false;
}

bool FieldReader::expect_collection(const Node& node, const Field& field) {
  const bool is_list = field.type.form == Form::list;
  if (is_list ? node.is_list() : node.is_mapping()) return true;
  error(node.place,
        "`" + std::string(field.key) + "` must be " +
            (is_list ? "a list" : "a mapping of names to mappings") + ", not " + described(node));
  return false;
}

std::optional<std::uint64_t> FieldReader::read_number(const Node& node, const Field& field) {
  const auto value = read_value(node, field.key, field.type);
  if (!value) return std::nullopt;
  if (const auto* size = std::get_if<shim::Size>(&*value)) return size->bytes;
  const auto number = std::get<std::int64_t>(*value);
  RIPCORD_ASSERT(number >= 0);
  return static_cast<std::uint64_t>(number);
}

std::optional<std::size_t> FieldReader::read_choice(const Node& node, const Field& field) {
  if (!read_value(node, field.key, field.type)) return std::nullopt;
  const auto word = std::ranges::find(field.type.scalar.choices, node.text);
  return static_cast<std::size_t>(word - field.type.scalar.choices.begin());
}

bool FieldReader::is_or_word(const Node& node, const Type& type) {
  return node.is_scalar() && !type.or_word.empty() && node.text == type.or_word;
}

std::string did_you_mean(std::string_view typed, std::span<const std::string_view> words) {
  const std::string word = nearest(typed, words);
  return word.empty() ? "" : "did you mean `" + word + "`?";
}

}  // namespace ripcord::scenario
