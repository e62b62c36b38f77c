#include "harness/scenario/yaml_text_check.hpp"

namespace ripcord::scenario {
namespace {

/// A scenario is written by people; the largest useful one has a few hundred KiB of stubs.
constexpr std::size_t text_bytes_max = std::size_t{1} << 20U;

/// Length of the well-formed sequence at the front of `text`, 0 if there is none. Overlong forms,
/// surrogates and what lies past U+10FFFF are not well-formed.
std::size_t sequence_length(std::string_view text) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  const auto continues = [&](std::size_t at) {
    return at < text.size() && (byte(at) & 0xc0U) == 0x80U;
  };
  const unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4 || !continues(1)) return 0;
  if (lead < 0xe0) return 2;
  if (!continues(2)) return 0;
  if (lead < 0xf0) {
    if (lead == 0xe0 && byte(1) < 0xa0) return 0;
    if (lead == 0xed && byte(1) > 0x9f) return 0;
    return 3;
  }
  if (!continues(3)) return 0;
  if (lead == 0xf0 && byte(1) < 0x90) return 0;
  if (lead == 0xf4 && byte(1) > 0x8f) return 0;
  return 4;
}

bool is_control(char c) {
  const auto code = static_cast<unsigned char>(c);
  return code < 0x20 || code == 0x7f;
}

bool is_forbidden_control(char c) { return is_control(c) && c != '\t' && c != '\n' && c != '\r'; }

std::string byte_text(char c) {
  constexpr std::string_view digits = "0123456789abcdef";
  const auto code = static_cast<unsigned char>(c);
  return {'0', 'x', digits[code >> 4U], digits[code & 0xfU]};
}

}  // namespace

std::optional<TextFlaw> find_flaw(std::string_view text) {
  if (text.size() > text_bytes_max) {
    return TextFlaw{.line = 0, .column = 0, .message = "a scenario has at most 1 MiB"};
  }
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  while (!text.empty()) {
    const std::size_t length = sequence_length(text);
    if (length == 0) {
      return TextFlaw{line, column, "not UTF-8: byte " + byte_text(text[0]) + " does not fit here"};
    }
    if (is_forbidden_control(text[0])) {
      return TextFlaw{line, column, "control character " + byte_text(text[0]) + " in the text"};
    }
    ++column;
    if (text[0] == '\n') {
      ++line;
      column = 1;
    }
    text.remove_prefix(length);
  }
  return std::nullopt;
}

std::string printable(std::string_view text, std::size_t bytes_max) {
  std::string printed;
  while (!text.empty()) {
    const std::size_t length = sequence_length(text);
    const std::string_view character = text.substr(0, length == 0 ? 1 : length);
    if (printed.size() + character.size() > bytes_max) return printed + "...";
    if (text[0] == '\t') {
      printed += ' ';
    } else if (length == 0 || is_control(text[0])) {
      printed += '.';
    } else {
      printed += character;
    }
    text.remove_prefix(character.size());
  }
  return printed;
}

}  // namespace ripcord::scenario
