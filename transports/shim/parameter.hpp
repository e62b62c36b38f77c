#pragma once

#include "transports/base/bytes.hpp"
#include "transports/base/result.hpp"
#include "transports/base/time.hpp"

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace ripcord::shim {

/// What a scenario may write for a value, and what it becomes.
enum class ValueType : std::uint8_t {
  boolean,         // `true`, `false`              -> bool
  integer,         // `5`, `0x1c010003`            -> std::int64_t, within the parameter's bounds
  range,           // `2`, `2..4`, `2..`           -> Range
  duration,        // `250ms`                      -> Duration
  duration_range,  // `0ms..2ms`, `1ms`         -> DurationRange
  size,            // `512B`, `4KiB`, plain `512`  -> Size
  probability,     // `5%`, `0.05`                 -> Probability
  choice,          // one of the parameter's words -> std::string
  text,            // any scalar                   -> std::string
  names,           // a scalar or a list of them   -> Names
  hex,             // `05000b03`                   -> Bytes
  field_values,    // `{ status: 0x1c010003 }`     -> FieldValues
  fragment,        // `first`, `middle`, `last`, k -> std::string
};

/// Whole numbers `low..high`, both included.
struct Range {
  std::int64_t low = 0;
  std::int64_t high = std::numeric_limits<std::int64_t>::max();

  [[nodiscard]] bool contains(std::int64_t value) const { return low <= value && value <= high; }
  friend bool operator==(const Range&, const Range&) = default;
};

struct DurationRange {
  Duration low{};
  Duration high{};
  friend bool operator==(const DurationRange&, const DurationRange&) = default;
};

struct Size {
  std::uint64_t bytes = 0;
  friend bool operator==(const Size&, const Size&) = default;
};

struct Probability {
  std::uint32_t parts_per_million = 0;
  friend bool operator==(const Probability&, const Probability&) = default;
};

struct Names {
  std::vector<std::string> words;
  friend bool operator==(const Names&, const Names&) = default;
};

struct FieldValue {
  std::string name;
  std::uint64_t value = 0;
  friend bool operator==(const FieldValue&, const FieldValue&) = default;
};

struct FieldValues {
  std::vector<FieldValue> fields;
  friend bool operator==(const FieldValues&, const FieldValues&) = default;
};

using Value = std::variant<bool,
                           std::int64_t,
                           Range,
                           Duration,
                           DurationRange,
                           Size,
                           Probability,
                           std::string,
                           Names,
                           Bytes,
                           FieldValues>;

/// One parameter of a fault, action or trigger kind; feeds the scenario reader, the schema and the
/// reference pages.
struct Parameter {
  std::string_view name;
  ValueType type = ValueType::text;
  /// The default as a scenario would write it; empty = the parameter must be given (or is absent,
  /// see `required`).
  std::string_view fallback;
  /// One sentence: what it sets.
  std::string_view doc;
  /// The words of a `choice`.
  std::span<const std::string_view> choices = {};
  /// Whether leaving it out, with no fallback, is an error. Without it the argument is simply
  /// absent.
  bool required = false;
  std::int64_t low = std::numeric_limits<std::int64_t>::min();
  std::int64_t high = std::numeric_limits<std::int64_t>::max();
};

/// What was expected instead of a value, as half a sentence: "a duration with its unit, such as
/// 250ms".
struct ValueError {
  ValueError() = default;
  explicit ValueError(std::string text) : expected(std::move(text)) {}

  std::string expected;
};

/// The value of scalar `text` for `parameter`, or what was expected. Not for
/// `names` lists and `field_values` maps, which the scenario reader puts together from scalars
/// (each name and integer through here).
[[nodiscard]] boost::system::result<Value, ValueError> parse_value(const Parameter& parameter,
                                                                   std::string_view text);

/// `value` as `parse_value` would read it.
[[nodiscard]] std::string value_text(const Value& value);

/// A kind's arguments by name. The typed getters assert that the argument is there and of that
/// type: whoever built the arguments checked them against the kind's parameter table.
class Arguments {
 public:
  void set(std::string_view name, Value value);
  [[nodiscard]] bool has(std::string_view name) const { return find(name) != nullptr; }
  [[nodiscard]] const Value* find(std::string_view name) const;

  [[nodiscard]] bool boolean(std::string_view name) const;
  [[nodiscard]] std::int64_t integer(std::string_view name) const;
  [[nodiscard]] Duration duration(std::string_view name) const;
  [[nodiscard]] DurationRange duration_range(std::string_view name) const;
  [[nodiscard]] std::uint64_t size(std::string_view name) const;
  [[nodiscard]] Range range(std::string_view name) const;
  /// Of a text, a choice or a fragment.
  [[nodiscard]] const std::string& text(std::string_view name) const;
  [[nodiscard]] const Bytes& hex(std::string_view name) const;

  struct Entry {
    std::string name;
    Value value;
    friend bool operator==(const Entry&, const Entry&) = default;
  };
  [[nodiscard]] std::span<const Entry> all() const { return entries_; }
  friend bool operator==(const Arguments&, const Arguments&) = default;

 private:
  std::vector<Entry> entries_;
};

/// `arguments` completed by the fallbacks of `parameters`.
[[nodiscard]] Arguments with_fallbacks(Arguments arguments, std::span<const Parameter> parameters);

}  // namespace ripcord::shim
