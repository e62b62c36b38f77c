#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace ripcord::compare {

enum class Better : std::uint8_t { lower, higher };

/// What a value counts, for whoever prints it.
enum class Unit : std::uint8_t { count, nanoseconds, bytes, per_second, bytes_per_second };

/// As result.json has it: `ns`, `1/s`.
[[nodiscard]] std::string_view unit_word(Unit unit);

/// Something that is measured on both sides.
struct Metric {
  std::string name;
  Unit unit = Unit::count;
  Better better = Better::lower;
  /// Differences up to this share are none: 0.05 takes from 1/1.05 to 1.05 for the same. None = it
  /// is shown and never judged.
  std::optional<double> threshold;

  friend bool operator==(const Metric&, const Metric&) = default;
};

/// `--threshold NAME=SHARE` replaces the usual one: of one metric, or of all of its kind
/// (`response_p50`).
using Thresholds = std::map<std::string, double>;

/// The metric of ours called `name`, with its usual threshold: `wall`, `cpu`, `calls_per_s`, ... A
/// name may have its subject in brackets: `response_p50(backup.BackupRead)`. What is unknown counts
/// something, and is better lower.
[[nodiscard]] Metric metric_named(std::string_view name);

/// `value` as a person reads it: `1.83 ms`, `396 KiB`, `24.1 k/s`.
[[nodiscard]] std::string value_text(double value, Unit unit);

}  // namespace ripcord::compare
