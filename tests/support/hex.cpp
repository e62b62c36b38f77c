#include "tests/support/hex.hpp"

#include "transports/base/assert.hpp"

namespace ripcord {
namespace {

constexpr std::string_view digits = "0123456789abcdef";

unsigned nibble(char c) {
  const bool upper = c >= 'A' && c <= 'F';
  const std::size_t place = digits.find(upper ? static_cast<char>(c - 'A' + 'a') : c);
  RIPCORD_ASSERT(place != std::string_view::npos);
  return static_cast<unsigned>(place);
}

bool is_space(char c) { return c == ' ' || c == '\n'; }

}  // namespace

Bytes bytes(std::string_view hex) {
  Bytes result;
  for (std::size_t at = 0; at < hex.size();) {
    if (is_space(hex[at])) {
      ++at;
      continue;
    }
    RIPCORD_ASSERT(at + 1 < hex.size());
    result.push_back(static_cast<Byte>(nibble(hex[at]) << 4U | nibble(hex[at + 1])));
    at += 2;
  }
  return result;
}

std::string hex_text(ByteView value) {
  std::string text;
  for (const Byte byte : value) {
    if (!text.empty()) text.push_back(' ');
    text.push_back(digits[byte >> 4U]);
    text.push_back(digits[byte & 15U]);
  }
  return text;
}

}  // namespace ripcord
