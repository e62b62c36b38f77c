#include "transports/shim/parameter.hpp"

#include "transports/base/assert.hpp"
#include "transports/base/quantity.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <type_traits>

namespace ripcord::shim {
namespace {

using Parsed = boost::system::result<Value, ValueError>;

constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();

/// `low` and `high` as a person would say them: " from 1", " from 0 to 65535", or nothing.
std::string bounds_text(const Parameter& parameter) {
  std::string text;
  if (parameter.low != lowest) text += " from " + std::to_string(parameter.low);
  if (parameter.high != highest) text += " to " + std::to_string(parameter.high);
  return text;
}

bool in_bounds(const Parameter& parameter, std::int64_t value) {
  return parameter.low <= value && value <= parameter.high;
}

Parsed expected(std::string text) { return ValueError(std::move(text)); }

Parsed parse_boolean(std::string_view text) {
  if (text == "true") return Value(true);
  if (text == "false") return Value(false);
  return expected("true or false");
}

Parsed parse_bounded_integer(const Parameter& parameter, std::string_view text) {
  const std::optional<std::int64_t> value = parse_integer(text);
  if (value && in_bounds(parameter, *value)) return Value(*value);
  return expected("a whole number" + bounds_text(parameter));
}

/// The two sides of `2..4`; the second is empty for `2..`, and equals the first for `2`.
struct Sides {
  std::string_view low;
  std::string_view high;
};

Sides split_range(std::string_view text) {
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos) return {.low = text, .high = text};
  return {.low = text.substr(0, dots), .high = text.substr(dots + 2)};
}

Parsed parse_range(const Parameter& parameter, std::string_view text) {
  const Sides sides = split_range(text);
  const std::optional<std::int64_t> low = parse_integer(sides.low);
  const std::optional<std::int64_t> high =
      sides.high.empty() ? std::optional(parameter.high) : parse_integer(sides.high);
  if (low && high && *low <= *high && in_bounds(parameter, *low) && in_bounds(parameter, *high)) {
    return Value(Range{.low = *low, .high = *high});
  }
  return expected("a whole number" + bounds_text(parameter) + " or a range, such as 2..4 or 2..");
}

Parsed parse_duration_value(std::string_view text) {
  if (const std::optional<Duration> value = parse_duration(text)) return Value(*value);
  return expected("a duration with its unit, such as 250ms");
}

Parsed parse_duration_range(std::string_view text) {
  const Sides sides = split_range(text);
  const std::optional<Duration> low = parse_duration(sides.low);
  const std::optional<Duration> high = parse_duration(sides.high);
  if (low && high && *low <= *high) return Value(DurationRange{.low = *low, .high = *high});
  return expected("a duration or a range of durations, such as 0ms..2ms");
}

Parsed parse_size_value(const Parameter& parameter, std::string_view text) {
  std::optional<std::int64_t> bytes = parse_integer(text);
  if (!bytes) {
    if (const std::optional<std::uint64_t> size = parse_size(text)) {
      bytes = static_cast<std::int64_t>(*size);
    }
  }
  if (bytes && *bytes >= 0 && in_bounds(parameter, *bytes)) {
    return Value(Size{.bytes = static_cast<std::uint64_t>(*bytes)});
  }
  return expected("a size in bytes" + bounds_text(parameter) + ", such as 512 or 4KiB");
}

Parsed parse_probability_value(std::string_view text) {
  if (const std::optional<std::uint32_t> value = parse_probability(text)) {
    return Value(Probability{.parts_per_million = *value});
  }
  return expected("a probability, such as 5% or 0.05");
}

Parsed parse_choice(const Parameter& parameter, std::string_view text) {
  if (std::ranges::find(parameter.choices, text) != parameter.choices.end()) {
    return Value(std::string(text));
  }
  std::string words;
  for (std::size_t i = 0; i < parameter.choices.size(); ++i) {
    if (i > 0) words += i + 1 == parameter.choices.size() ? " or " : ", ";
    words += parameter.choices[i];
  }
  return expected(words);
}

std::optional<Byte> hex_digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<Byte>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<Byte>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<Byte>(c - 'A' + 10);
  return std::nullopt;
}

Parsed parse_hex(std::string_view text) {
  Bytes bytes;
  bool good = text.size() % 2 == 0;
  for (std::size_t i = 0; good && i < text.size(); i += 2) {
    const std::optional<Byte> high = hex_digit(text[i]);
    const std::optional<Byte> low = hex_digit(text[i + 1]);
    good = high.has_value() && low.has_value();
    if (good) bytes.push_back(static_cast<Byte>(static_cast<unsigned>(*high) << 4U | *low));
  }
  if (good) return Value(std::move(bytes));
  return expected("bytes as pairs of hexadecimal digits, such as 05000b03");
}

Parsed parse_fragment(std::string_view text) {
  const std::optional<std::int64_t> number = parse_integer(text);
  if (text == "first" || text == "middle" || text == "last" || (number && *number >= 1)) {
    return Value(std::string(text));
  }
  return expected("first, middle, last or the fragment's number from 1");
}

std::string hex_text(ByteView bytes) {
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const Byte byte : bytes) {
    text += digits[byte >> 4U];
    text += digits[byte & 0xfU];
  }
  return text;
}

std::string hex_number(std::uint64_t value) {
  std::array<Byte, 8> octets{};
  for (std::size_t i = 0; i < 8; ++i) octets[i] = static_cast<Byte>(value >> (56 - 8 * i));
  const std::string text = hex_text(octets);
  return "0x" + text.substr(std::min(text.find_first_not_of('0'), text.size() - 1));
}

/// `value_text` by type.
struct Texts {
  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(std::int64_t value) const { return std::to_string(value); }
  std::string operator()(Range value) const {
    std::string low = std::to_string(value.low);
    if (value.low == value.high) return low;
    return low + ".." + (value.high == highest ? "" : std::to_string(value.high));
  }
  std::string operator()(Duration value) const { return duration_text(value); }
  std::string operator()(DurationRange value) const {
    return duration_text(value.low) + ".." + duration_text(value.high);
  }
  std::string operator()(Size value) const { return size_text(value.bytes); }
  std::string operator()(Probability value) const {
    return probability_text(value.parts_per_million);
  }
  std::string operator()(const std::string& value) const { return value; }
  std::string operator()(const Names& value) const {
    if (value.words.size() == 1) return value.words.front();
    std::string text;
    for (const std::string& word : value.words) text += (text.empty() ? "" : ", ") + word;
    return "[" + text + "]";
  }
  std::string operator()(const Bytes& value) const { return hex_text(value); }
  std::string operator()(const FieldValues& value) const {
    std::string text;
    for (const FieldValue& field : value.fields) {
      text += (text.empty() ? " " : ", ") + field.name + ": " + hex_number(field.value);
    }
    return "{" + text + " }";
  }
};

/// The value called `name`, which is there and a T.
template <typename T>
const T& typed(const Arguments& arguments, std::string_view name) {
  const Value* value = arguments.find(name);
  RIPCORD_ASSERT(value != nullptr);
  const T* held = std::get_if<T>(value);
  RIPCORD_ASSERT(held != nullptr);
  return *held;
}

}  // namespace

boost::system::result<Value, ValueError> parse_value(const Parameter& parameter,
                                                     std::string_view text) {
  switch (parameter.type) {
    case ValueType::boolean:
      return parse_boolean(text);
    case ValueType::integer:
      return parse_bounded_integer(parameter, text);
    case ValueType::range:
      return parse_range(parameter, text);
    case ValueType::duration:
      return parse_duration_value(text);
    case ValueType::duration_range:
      return parse_duration_range(text);
    case ValueType::size:
      return parse_size_value(parameter, text);
    case ValueType::probability:
      return parse_probability_value(text);
    case ValueType::choice:
      return parse_choice(parameter, text);
    case ValueType::text:
      return Value(std::string(text));
    case ValueType::names:
      return Value(Names{.words = {std::string(text)}});
    case ValueType::hex:
      return parse_hex(text);
    case ValueType::field_values:
      return expected("field names with whole numbers");
    case ValueType::fragment:
      return parse_fragment(text);
  }
  RIPCORD_ASSERT(false);
}

std::string value_text(const Value& value) { return std::visit(Texts{}, value); }

void Arguments::set(std::string_view name, Value value) {
  for (Entry& entry : entries_) {
    if (entry.name == name) {
      entry.value = std::move(value);
      return;
    }
  }
  entries_.push_back({.name = std::string(name), .value = std::move(value)});
}

const Value* Arguments::find(std::string_view name) const {
  const auto at = std::ranges::find(entries_, name, &Entry::name);
  return at == entries_.end() ? nullptr : &at->value;
}

bool Arguments::boolean(std::string_view name) const { return typed<bool>(*this, name); }

std::int64_t Arguments::integer(std::string_view name) const {
  return typed<std::int64_t>(*this, name);
}

Duration Arguments::duration(std::string_view name) const { return typed<Duration>(*this, name); }

DurationRange Arguments::duration_range(std::string_view name) const {
  return typed<DurationRange>(*this, name);
}

std::uint64_t Arguments::size(std::string_view name) const {
  return typed<Size>(*this, name).bytes;
}

Range Arguments::range(std::string_view name) const { return typed<Range>(*this, name); }

const std::string& Arguments::text(std::string_view name) const {
  return typed<std::string>(*this, name);
}

const Bytes& Arguments::hex(std::string_view name) const { return typed<Bytes>(*this, name); }

Arguments with_fallbacks(Arguments arguments, std::span<const Parameter> parameters) {
  for (const Parameter& parameter : parameters) {
    if (parameter.fallback.empty() || arguments.has(parameter.name)) continue;
    Parsed value = parse_value(parameter, parameter.fallback);
    RIPCORD_ASSERT(value.has_value());
    arguments.set(parameter.name, *std::move(value));
  }
  return arguments;
}

}  // namespace ripcord::shim
