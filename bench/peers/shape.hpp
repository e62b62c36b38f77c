#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace ripcord::bench {

/// What a call carries: so many octets up; always `answer_size` down.
struct Shape {
  std::size_t request_size = 0;
};
inline constexpr std::size_t answer_size = 4;

/// `small`, `64k` or `1m`.
[[nodiscard]] constexpr std::optional<Shape> shape_of(std::string_view word) {
  if (word == "small") return Shape{4};
  if (word == "64k") return Shape{64 * 1024};
  if (word == "1m") return Shape{1024 * 1024};
  return std::nullopt;
}

}  // namespace ripcord::bench
