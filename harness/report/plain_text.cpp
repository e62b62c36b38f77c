#include "harness/report/plain_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ripcord::report {
namespace {

unsigned byte_at(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

/// What the first byte of a sequence promises, with the bits of its code point.
struct Lead {
  std::size_t length = 0;
  unsigned bits = 0;
  /// The least code point that may be written with this length.
  unsigned least = 0;
};

Lead lead(unsigned byte) {
  if (byte < 0x80U) return {.length = 1, .bits = byte, .least = 0};
  if (byte >= 0xc0U && byte < 0xe0U) return {.length = 2, .bits = byte & 0x1fU, .least = 0x80};
  if (byte >= 0xe0U && byte < 0xf0U) return {.length = 3, .bits = byte & 0x0fU, .least = 0x800};
  if (byte >= 0xf0U && byte < 0xf8U) return {.length = 4, .bits = byte & 0x07U, .least = 0x10000};
  return {};
}

}  // namespace

std::size_t utf8_length(std::string_view text) {
  if (text.empty()) return 0;
  const Lead first = lead(byte_at(text, 0));
  if (first.length == 0 || text.size() < first.length) return 0;
  unsigned code = first.bits;
  for (std::size_t at = 1; at < first.length; ++at) {
    const unsigned byte = byte_at(text, at);
    if ((byte & 0xc0U) != 0x80U) return 0;
    code = code << 6U | (byte & 0x3fU);
  }
  const bool surrogate = code >= 0xd800U && code < 0xe000U;
  return code < first.least || code > 0x10ffffU || surrogate ? 0 : first.length;
}

std::string plain_text(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  while (!text.empty()) {
    const std::size_t length = utf8_length(text);
    const unsigned first = byte_at(text, 0);
    const bool layout = first == '\n' || first == '\t';
    // 0x7f and the C1 controls (U+0080 to U+009F, a lead byte of 0xc2 and a second below 0xa0)
    // steer terminals too.
    const bool control = first < 0x20U || first == 0x7fU ||
                         (length == 2 && first == 0xc2U && byte_at(text, 1) < 0xa0U);
    if (length == 0 || (control && !layout)) {
      plain += fmt::format("\\x{:02x}", first);
      text.remove_prefix(1);
    } else {
      plain += text.substr(0, length);
      text.remove_prefix(length);
    }
  }
  return plain;
}

std::string markdown_text(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (std::string_view("|\\`*_<>[]").find(c) != std::string_view::npos) escaped += '\\';
    escaped += c == '\n' ? ' ' : c;
  }
  return escaped;
}

std::size_t width(std::string_view text) {
  // Continuation bytes take no column of their own.
  const auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; };
  return static_cast<std::size_t>(std::ranges::count_if(text, begins));
}

}  // namespace ripcord::report
