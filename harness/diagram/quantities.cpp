#include "harness/diagram/quantities.hpp"

#include <fmt/format.h>

namespace ripcord::diagram {
namespace {

/// `value` / `unit` with three digits, rounded down: no floating point, so that the text is the
/// same everywhere.
std::string three_digits(std::uint64_t value, std::uint64_t unit) {
  const std::uint64_t whole = value / unit;
  const std::uint64_t thousandths = value % unit * 1000 / unit;
  if (whole >= 100) return fmt::format("{}", whole);
  if (whole >= 10) return fmt::format("{}.{}", whole, thousandths / 100);
  return fmt::format("{}.{:02}", whole, thousandths / 10);
}

}  // namespace

std::string time_text(std::int64_t nanoseconds) {
  constexpr std::uint64_t microsecond = 1'000;
  constexpr std::uint64_t millisecond = 1'000'000;
  constexpr std::uint64_t second = 1'000'000'000;
  const std::uint64_t time = nanoseconds < 0 ? 0 : static_cast<std::uint64_t>(nanoseconds);
  if (time >= second) return three_digits(time, second) + " s";
  if (time >= millisecond) return three_digits(time, millisecond) + " ms";
  return fmt::format("{} us", time / microsecond);
}

std::string size_text(std::uint64_t bytes) {
  constexpr std::uint64_t kibibyte = 1024;
  constexpr std::uint64_t mebibyte = kibibyte * 1024;
  if (bytes >= mebibyte) return three_digits(bytes, mebibyte) + " MiB";
  if (bytes >= kibibyte) return three_digits(bytes, kibibyte) + " KiB";
  return fmt::format("{} B", bytes);
}

}  // namespace ripcord::diagram
