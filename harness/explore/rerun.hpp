#pragma once

#include "harness/explore/replay_file.hpp"
#include "harness/explore/trials.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ripcord::explore {

/// What must be as it was for a replay to count as the same run.
enum class Exactness : std::uint8_t {
  /// How it ends.
  outcome,
  /// The whole trace.
  trace,
};

/// What came of playing a replay again.
struct Rerun {
  enum class Result : std::uint8_t {
    /// The recorded failure happened again; or, where none was recorded, none happened.
    as_recorded,
    /// It passes now.
    passes,
    /// It is another run than the recorded one.
    diverged,
  };

  Result result = Result::diverged;
  /// What differs; empty where nothing does.
  std::string why;
  /// Choices whose point the run did not come to, as indices.
  std::vector<std::size_t> vanished;
  /// The first record that is another one than it was; none where nobody knows or none is.
  std::optional<std::size_t> first_difference;
};

/// Holds `trial`, of the replay's own choices, against what `replay` says of it.
[[nodiscard]] Rerun compare(const Replay& replay, const Trial& trial, Exactness exactness);

/// The first record of `trial` at a point or happening called `name`, or the one of that number
/// from 0; none if there is none.
[[nodiscard]] std::optional<std::size_t> find_record(const Trial& trial, std::string_view name);

}  // namespace ripcord::explore
