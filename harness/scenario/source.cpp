#include "harness/scenario/source.hpp"

#include "harness/scenario/yaml_text_check.hpp"

#include <utility>

namespace ripcord::scenario {
namespace {

/// A part of a line.
struct Window {
  std::string_view text;
  /// Column of its first character.
  std::uint32_t column = 1;
};

/// The byte at which the character `count` further begins, or the end.
std::size_t skip_characters(std::string_view text, std::uint32_t count) {
  std::size_t at = 0;
  for (; at < text.size() && count > 0; --count) {
    do ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0U) == 0x80U);
  }
  return at;
}

/// What of `line` to show for `place`: all of an ordinary line.
Window window_around(Place place, std::string_view line) {
  // What a terminal shows in one line, and enough in front to see where one is.
  constexpr std::uint32_t characters_max = 120;
  constexpr std::uint32_t characters_before = 40;
  Window window{.text = line};
  if (line.size() > characters_max && place.column > characters_before) {
    window.column = place.column - characters_before;
    window.text.remove_prefix(skip_characters(line, window.column - 1));
  }
  window.text = window.text.substr(0, skip_characters(window.text, characters_max));
  return window;
}

}  // namespace

std::uint32_t Sources::add(SourceText source) {
  texts_.push_back(std::move(source));
  return static_cast<std::uint32_t>(texts_.size() - 1);
}

Diagnostic Sources::diagnostic(Place place, std::string_view message, std::string_view hint) const {
  // Files may hold anything, and messages quote them.
  constexpr std::size_t message_bytes_max = 400;
  const SourceText& source = texts_[place.source];
  const Window window = window_around(place, line_of(source.text, place.line));
  return {.file = source.file,
          .line = place.line,
          .column = place.column,
          .length = place.length,
          .message = printable(message, message_bytes_max),
          .hint = printable(hint, message_bytes_max),
          .excerpt = printable(window.text, std::string_view::npos),
          .excerpt_column = window.column};
}

std::string_view line_of(std::string_view text, std::uint32_t number) {
  for (std::uint32_t line = 1; line < number; ++line) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
  }
  std::string_view line = text.substr(0, text.find('\n'));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace ripcord::scenario
