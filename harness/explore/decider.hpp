#pragma once

#include "harness/explore/decisions.hpp"
#include "harness/explore/menu.hpp"
#include "harness/explore/trials.hpp"
#include "transports/base/bytes.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace ripcord::explore {

/// A run that bytes decided.
struct Decided {
  /// What they meant: an explicit list, which plays the same without them.
  Schedule schedule;
  Trial trial;
  /// The promises that it broke and could have kept (`Lies`). If there are any, there are none in
  /// the run that `schedule` makes without its last fault.
  std::vector<Violation> held_against;
};

/// Plays runs that bytes decide: those that a seed draws when levels are explored, and a fuzzer's
/// input. One clean run is played at first; every other is a function of its bytes alone.
///
///     profile (8 bytes: which kinds are on the menu) { gap, dish }*
///
/// The run is followed from its start. `gap` points are passed by, then `dish` strikes at the next
/// one that takes anything of the profile; from then on the points are those that a run so struck
/// comes to, so that what a client does to recover is struck as well. It ends with the bytes, with
/// the points, or once a promise is broken. No bytes, no faults; any bytes are a run.
///
/// Immutable; may be used by several threads at once. No I/O, no clock.
class Decider {
 public:
  /// Faults that one run has at most: each of them costs a run to see what follows it.
  static constexpr std::size_t faults_max = 16;

  /// `trials` and `menu` outlive the decider.
  Decider(const Trials& trials, const Menu& menu);

  /// What no bytes decide: the run without any fault. If it breaks a promise, so does every other.
  [[nodiscard]] const Trial& clean() const { return clean_; }

  [[nodiscard]] Decided play(ByteView bytes) const;

 private:
  /// Where the run is followed on from, and what may strike there.
  struct Turn {
    std::size_t at = 0;
    std::uint64_t profile = 0;
    std::uint8_t which = 0;
  };
  [[nodiscard]] std::optional<Choice> choose(Turn& turn, const Trial& trial) const;

  const Trials& trials_;
  const Menu& menu_;
  /// By dish, the number of its kind: of which the profile has a bit.
  std::vector<std::uint8_t> kinds_;
  Trial clean_;
};

}  // namespace ripcord::explore
