#include "transports/base/uuid.hpp"

namespace ripcord {
namespace {

constexpr char digits[] = "0123456789abcdef";

std::optional<unsigned> digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A' + 10);
  return std::nullopt;
}

constexpr bool is_dash_place(std::size_t i) { return i == 8 || i == 13 || i == 18 || i == 23; }
constexpr std::size_t text_size = 36;

}  // namespace

std::optional<Uuid> Uuid::parse(std::string_view text) {
  if (text.size() != text_size) return std::nullopt;
  std::array<Byte, 16> octets{};
  std::size_t nibble = 0;
  for (std::size_t i = 0; i < text_size; ++i) {
    if (is_dash_place(i)) {
      if (text[i] != '-') return std::nullopt;
      continue;
    }
    const std::optional<unsigned> value = digit(text[i]);
    if (!value) return std::nullopt;
    Byte& octet = octets[nibble / 2];
    octet = static_cast<Byte>(unsigned{octet} << 4U | *value);
    ++nibble;
  }
  Uuid uuid;
  for (std::size_t i = 0; i < 4; ++i) uuid.time_low = uuid.time_low << 8U | octets[i];
  uuid.time_mid = static_cast<std::uint16_t>(octets[4] << 8U | octets[5]);
  uuid.time_hi_and_version = static_cast<std::uint16_t>(octets[6] << 8U | octets[7]);
  for (std::size_t i = 0; i < 8; ++i) uuid.clock_seq_and_node[i] = octets[8 + i];
  return uuid;
}

std::string Uuid::text() const {
  std::array<Byte, 16> octets{static_cast<Byte>(time_low >> 24U),
                              static_cast<Byte>(time_low >> 16U),
                              static_cast<Byte>(time_low >> 8U),
                              static_cast<Byte>(time_low),
                              static_cast<Byte>(time_mid >> 8U),
                              static_cast<Byte>(time_mid),
                              static_cast<Byte>(time_hi_and_version >> 8U),
                              static_cast<Byte>(time_hi_and_version)};
  for (std::size_t i = 0; i < 8; ++i) octets[8 + i] = clock_seq_and_node[i];
  std::string text(text_size, '-');
  std::size_t at = 0;
  for (const Byte octet : octets) {
    if (is_dash_place(at)) ++at;
    text[at++] = digits[octet >> 4U];
    text[at++] = digits[octet & 15U];
  }
  return text;
}

}  // namespace ripcord
