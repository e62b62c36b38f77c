#pragma once

#include "transports/shim/parameter.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ripcord::shim {

/// What a rule's counters count separately (CONTRACT: `per:`).
enum class Per : std::uint8_t { client, connection, association, run };

/// One key of a `when:` with its value: `operation: BackupRead`.
struct Condition {
  std::string key;
  Value value;
  friend bool operator==(const Condition&, const Condition&) = default;
};

/// Selects units or moments: all `conditions` hold, one of `any` holds (if there are any), and none
/// of `none` does.
struct Selection {
  std::vector<Condition> conditions;
  std::vector<Selection> any;
  std::vector<Selection> none;
  friend bool operator==(const Selection&, const Selection&) = default;
};

/// Which of the selected moments fire. Counting is last: it counts the moments that everything else
/// let through.
struct Counting {
  /// Fire at these matches only, counted from 1.
  std::optional<Range> nth;
  /// Fire at every k-th match.
  std::int64_t every = 1;
  /// Fire at most so often.
  std::optional<std::int64_t> times;
  Per per = Per::client;
  /// Fire with this probability, decided by hash(seed, rule, coordinate).
  std::optional<Probability> probability;
  /// Only once the rule of that id has fired.
  std::optional<std::string> after;
  /// Only once so much time has passed since the run began, or, with `after`, since that rule first
  /// fired.
  std::optional<Duration> since;
  friend bool operator==(const Counting&, const Counting&) = default;
};

/// A rule as a scenario states it: a selection and one fault or action.
struct RuleSpec {
  std::string id;
  /// Line of the rule in its scenario file, from 1.
  std::uint32_t line = 0;
  Selection when;
  Counting counting;
  /// Name of a fault or action kind, and its arguments, complete with fallbacks.
  std::string kind;
  Arguments arguments;
  /// A rule that need not fire.
  bool optional = false;
  friend bool operator==(const RuleSpec&, const RuleSpec&) = default;
};

}  // namespace ripcord::shim
