#pragma once

#include "transports/base/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ripcord {

/// Parses a duration with its unit: `250ms`, `30s`, `1.5s`; units ns us ms s m h. None for anything
/// else, a missing unit and what exceeds 292 years included.
std::optional<Duration> parse_duration(std::string_view text);
/// The shortest exact form that `parse_duration` reads back: `30s`, `1500us`.
std::string duration_text(Duration value);

/// Parses a size in bytes with its unit: `512B`, `4KiB`, `1.5MiB`; units B KiB MiB GiB, and kB MB
/// GB in thousands. None for anything else, parts of a byte and sizes from 2^63 included.
std::optional<std::uint64_t> parse_size(std::string_view text);
/// The shortest exact form in binary units: `4KiB`, `1025B`.
std::string size_text(std::uint64_t bytes);

/// Parses decimal or `0x` hexadecimal, optionally negative; nothing before or behind, nothing that
/// 64 bits cannot hold.
std::optional<std::int64_t> parse_integer(std::string_view text);

/// Parses a probability as `5%`, `0.1%` or `0.05` to parts per million, 0 to 1,000,000.
std::optional<std::uint32_t> parse_probability(std::string_view text);
/// In percent without idle zeros: `5%`, `0.1%`.
std::string probability_text(std::uint32_t parts_per_million);

}  // namespace ripcord
