#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ripcord::trace {

/// One JSON object without objects or lists in it, as each line of a trace is.
class FlatJson {
 public:
  /// `line` as an object; none if it is none, or holds something that no trace holds (fractions,
  /// null, nesting).
  static std::optional<FlatJson> parse(std::string_view line);

  [[nodiscard]] bool has(std::string_view key) const { return find(key) != nullptr; }
  /// Empty where there is no such text.
  [[nodiscard]] std::string_view text(std::string_view key) const;
  /// 0 where there is no such number.
  [[nodiscard]] std::uint64_t number(std::string_view key) const;
  [[nodiscard]] std::int64_t signed_number(std::string_view key) const {
    return static_cast<std::int64_t>(number(key));
  }
  /// Of a text of hexadecimal digits; 0 where there is none.
  [[nodiscard]] std::uint64_t hash(std::string_view key) const;
  /// Whether the value is a text, if there is one.
  [[nodiscard]] bool is_text(std::string_view key) const;

 private:
  struct Field {
    std::string key;
    std::string text;
    std::uint64_t number = 0;
    bool is_text = false;
  };

  class Parser;

  [[nodiscard]] const Field* find(std::string_view key) const;

  std::vector<Field> fields_;
};

}  // namespace ripcord::trace
