#include "transports/base/quantity.hpp"

#include <array>
#include <limits>
#include <utility>

namespace ripcord {
namespace {

struct Unit {
  std::string_view name;
  std::uint64_t factor;
};

// Smallest first, where the text form looks for the largest that is exact.
constexpr std::array<Unit, 6> duration_units{{{"ns", 1},
                                              {"us", 1'000},
                                              {"ms", 1'000'000},
                                              {"s", 1'000'000'000},
                                              {"m", 60'000'000'000},
                                              {"h", 3'600'000'000'000}}};
constexpr std::array<Unit, 7> size_units{{{"B", 1},
                                          {"KiB", 1U << 10U},
                                          {"MiB", 1U << 20U},
                                          {"GiB", 1U << 30U},
                                          {"kB", 1'000},
                                          {"MB", 1'000'000},
                                          {"GB", 1'000'000'000}}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// A decimal number as digits over a power of ten: 1.5 is {15, 10}. At most 18 digits, so that both
/// fit.
struct Decimal {
  std::uint64_t digits = 0;
  std::uint64_t scale = 1;
};

/// Reads a decimal off the front of `text`, and removes it there.
std::optional<Decimal> take_decimal(std::string_view& text) {
  constexpr std::size_t digits_max = 19;
  Decimal decimal;
  std::size_t count = 0;
  bool fraction = false;
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '.' && !fraction && count > 0) {
      fraction = true;
      continue;
    }
    if (!is_digit(c)) break;
    if (++count > digits_max) return std::nullopt;
    decimal.digits = decimal.digits * 10 + static_cast<std::uint64_t>(c - '0');
    if (fraction) decimal.scale *= 10;
  }
  if (count == 0 || text[at - 1] == '.') return std::nullopt;
  text.remove_prefix(at);
  return decimal;
}

/// `decimal * factor` where that is a whole number that fits.
std::optional<std::uint64_t> scaled(Decimal decimal, std::uint64_t factor) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(decimal.digits) * factor;
  if (product % decimal.scale != 0) return std::nullopt;
  const Wide value = product / decimal.scale;
  if (value > static_cast<Wide>(std::numeric_limits<std::int64_t>::max())) return std::nullopt;
  return static_cast<std::uint64_t>(value);
}

template <std::size_t count>
std::optional<std::uint64_t> parse_with_unit(std::string_view text,
                                             const std::array<Unit, count>& units) {
  const std::optional<Decimal> decimal = take_decimal(text);
  if (!decimal) return std::nullopt;
  for (const Unit& unit : units) {
    if (unit.name == text) return scaled(*decimal, unit.factor);
  }
  return std::nullopt;
}

/// The absolute value, also of the smallest number, which has no positive twin.
std::uint64_t magnitude(std::int64_t value) {
  const auto bits = static_cast<std::uint64_t>(value);
  return value < 0 ? 0 - bits : bits;
}

/// The value of one digit in `base`, 10 or 16.
std::optional<unsigned> digit_value(char c, unsigned base) {
  if (is_digit(c)) return static_cast<unsigned>(c - '0');
  if (base == 16 && c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
  if (base == 16 && c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A' + 10);
  return std::nullopt;
}

}  // namespace

std::optional<Duration> parse_duration(std::string_view text) {
  const std::optional<std::uint64_t> value = parse_with_unit(text, duration_units);
  if (!value) return std::nullopt;
  return Duration(static_cast<Duration::rep>(*value));
}

std::string duration_text(Duration value) {
  if (value == Duration::zero()) return "0ms";
  const bool negative = value < Duration::zero();
  const std::uint64_t count = magnitude(value.count());
  const Unit* best = duration_units.data();
  for (const Unit& unit : duration_units) {
    if (count % unit.factor == 0) best = &unit;
  }
  return (negative ? "-" : "") + std::to_string(count / best->factor) + std::string(best->name);
}

std::optional<std::uint64_t> parse_size(std::string_view text) {
  return parse_with_unit(text, size_units);
}

std::string size_text(std::uint64_t bytes) {
  const Unit* best = size_units.data();
  for (std::size_t i = 0; i < 4; ++i) {
    if (bytes != 0 && bytes % size_units[i].factor == 0) best = &size_units[i];
  }
  return std::to_string(bytes / best->factor) + std::string(best->name);
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  unsigned base = 10;
  if (text.starts_with("0x") || text.starts_with("0X")) {
    base = 16;
    text.remove_prefix(2);
  }
  if (text.empty()) return std::nullopt;
  constexpr auto largest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  const std::uint64_t limit = negative ? largest + 1 : largest;
  std::uint64_t value = 0;
  for (const char c : text) {
    const std::optional<unsigned> place = digit_value(c, base);
    if (!place || value > (limit - *place) / base) return std::nullopt;
    value = value * base + *place;
  }
  return static_cast<std::int64_t>(negative ? 0 - value : value);
}

std::optional<std::uint32_t> parse_probability(std::string_view text) {
  const bool percent = text.ends_with('%');
  if (percent) text.remove_suffix(1);
  const std::optional<Decimal> decimal = take_decimal(text);
  if (!decimal || !text.empty()) return std::nullopt;
  const std::optional<std::uint64_t> value = scaled(*decimal, percent ? 10'000 : 1'000'000);
  if (!value || *value > 1'000'000) return std::nullopt;
  return static_cast<std::uint32_t>(*value);
}

std::string probability_text(std::uint32_t parts_per_million) {
  std::string text = std::to_string(parts_per_million / 10'000);
  if (const std::uint32_t rest = parts_per_million % 10'000; rest != 0) {
    std::string fraction = std::to_string(10'000 + rest).substr(1);
    while (fraction.ends_with('0')) fraction.pop_back();
    text += "." + fraction;
  }
  return text + "%";
}

}  // namespace ripcord
