#pragma once

#include "harness/explore/harm.hpp"
#include "harness/explore/point.hpp"
#include "transports/trace/log.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace ripcord::explore {

/// A point that a run came to.
struct Reached {
  /// Equal for equal names, in every run.
  std::uint64_t id = 0;
  /// What it is about, but for connection, call and fragment.
  std::uint64_t kind = 0;
  /// Where the run stood (`AbstractState`), for what a fault and for what an action can do here.
  std::uint64_t for_fault = 0;
  std::uint64_t for_action = 0;
  /// Its record in the log.
  std::uint32_t record = 0;
  /// What `point_of` needs to name it.
  std::uint32_t ordinal = 1;
  /// The k-th unit of its lane, direction, PDU type and operation, whatever connection or call it
  /// is of, from 1: what a fault counts that must know what came before.
  std::uint32_t nth = 1;
  /// Whether it stands for its like in a bulk transfer: of fragments in a call, and of calls of one
  /// operation, the first, the second, the middle and the last do.
  bool is_representative = true;
};

/// A rule struck.
struct Struck {
  /// Index of the rule.
  std::uint16_t rule = 0;
  /// Index in `reached`.
  std::uint32_t reached = 0;
  /// The byte of the unit, where it struck inside of it.
  std::optional<std::uint32_t> offset;
};

/// What a run came to, in order, and how it behaved.
struct Survey {
  std::vector<Reached> reached;
  /// In order, of the schedule's rules.
  std::vector<Struck> strikes;
  /// Index in `reached` of the first point behind the last strike; 0 without one.
  std::uint32_t behind_strikes = 0;
  /// Index in `reached` of the point that was struck last; 0 without a strike.
  std::uint32_t struck = 0;
  /// Over what peers sent and said until the workload was done, without times and bytes and without
  /// the rules' own records: the run's class of behaviour.
  std::uint64_t behaviour = 0;
};

/// Which rules of a run are a schedule's: those from `first` on, which do so much harm.
struct Scheduled {
  std::size_t first = 0;
  std::vector<Harm> harms;
  /// Records that the log had when the workload was done. If any rule had struck the world was
  /// mended then, and what follows is no place for a strike.
  std::size_t workload_records = std::numeric_limits<std::size_t>::max();
};

/// Surveys a finished run.
[[nodiscard]] Survey survey(const trace::Log& log, const Scheduled& scheduled);

/// The name of a point that `log`'s run reached.
[[nodiscard]] Point point_of(const Reached& reached, const trace::Log& log);

}  // namespace ripcord::explore
