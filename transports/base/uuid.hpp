#pragma once

#include "transports/base/bytes.hpp"

#include <array>
#include <bit>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ripcord {

/// A UUID as its fields, so that its text form and both byte orders of the wire are one step away
/// (C706 appendix A).
struct Uuid {
  std::uint32_t time_low = 0;
  std::uint16_t time_mid = 0;
  std::uint16_t time_hi_and_version = 0;
  /// clock_seq_hi_and_reserved, clock_seq_low and the six octets of node.
  std::array<Byte, 8> clock_seq_and_node{};

  /// Parses `8a885d04-1ceb-11c9-9fe8-08002b104860`, either case; nothing else.
  static std::optional<Uuid> parse(std::string_view text);

  /// Lower case, 36 characters.
  [[nodiscard]] std::string text() const;
  [[nodiscard]] bool is_nil() const { return *this == Uuid{}; }

  friend auto operator<=>(const Uuid&, const Uuid&) = default;
  /// By the word: uuids are compared with every unit that passes.
  friend constexpr bool operator==(const Uuid& left, const Uuid& right) {
    using Words = std::array<std::uint64_t, 2>;
    const auto mine = std::bit_cast<Words>(left);
    const auto theirs = std::bit_cast<Words>(right);
    return ((mine[0] ^ theirs[0]) | (mine[1] ^ theirs[1])) == 0;
  }
};

}  // namespace ripcord
