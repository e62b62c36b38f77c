#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ripcord::scenario {

/// What keeps a text from being read as YAML at all, and where.
struct TextFlaw {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::string message;
};

/// The first byte of `text` that is not well-formed UTF-8 (RFC 3629 §4) or is a control character
/// that YAML does not allow (YAML 1.2.2 §5.1 Character Set); or its size, past the limit.
[[nodiscard]] std::optional<TextFlaw> find_flaw(std::string_view text);

/// `text` fit for a terminal and a line: what is no well-formed UTF-8 and every control character
/// is a dot, a tab is a space, and past `bytes_max` the text ends in `...`.
[[nodiscard]] std::string printable(std::string_view text, std::size_t bytes_max);

}  // namespace ripcord::scenario
