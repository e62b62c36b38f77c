#pragma once

#include "transports/base/bytes.hpp"
#include "transports/base/time.hpp"
#include "transports/protocol/protocol.hpp"
#include "transports/shim/moment.hpp"

#include <cstdint>
#include <optional>
#include <span>

namespace ripcord::shim {

class Wire;
struct Deferred;
struct Passage;

/// Where a new write begins within a unit, and how long after the one before.
struct Cut {
  std::size_t offset = 0;
  Duration pause{};
};

/// The whole vocabulary of harm: what a fault may do with the unit that its rule struck, and with
/// the connection. Every verb is traced with the rule's id and line.
///
/// A unit that no verb consumed goes on: to the rules behind this one, then to its receiver. Verbs
/// that consume it: `hold`, `hold_behind`, `drop`, `finish`, `reset`, `refuse`. What is emitted
/// before `forward` is called (or if it is not called) goes out ahead of the unit, the rest behind
/// it.
class Emitter {
 public:
  Emitter(const Emitter&) = delete;
  Emitter& operator=(const Emitter&) = delete;

  // --- What a fault may ask ----------------------------------------------------------------------

  [[nodiscard]] Time now() const;
  /// The byte of the unit that the rule's `when` names (`offset`, `stub_offset`, ...), if any.
  [[nodiscard]] std::optional<std::size_t> strike() const;
  [[nodiscard]] const protocol::Protocol& protocol() const;
  /// The unit's bytes as they would go on now: as sent, or as an earlier rule replaced them.
  [[nodiscard]] ByteView bytes() const;
  /// A number in [0, bound) that depends on nothing but the seed, the rule, the coordinate and
  /// `purpose`.
  [[nodiscard]] std::uint64_t choose(std::uint64_t bound, std::uint64_t purpose = 0) const;

  // --- The unit ----------------------------------------------------------------------------------

  /// Lets the unit go on; what is emitted from now on follows it.
  void forward();
  /// As `forward`, `wait` later; what the sender sends behind it waits too.
  void forward_after(Duration wait);
  /// Only the first `size` bytes go on; the rest is dropped, with the length that the unit claims
  /// kept.
  void forward_prefix(std::size_t size);
  /// The unit goes on in several writes, a new one at each of `cuts` (ascending). Rules behind
  /// still see one unit.
  void cut(std::span<const Cut> cuts);
  /// Takes the unit out of the stream; others may pass it. `release` lets it go on.
  void hold();
  /// As `hold`, until `count` units (at least 1) have gone past it in its direction.
  void hold_behind(std::uint32_t count);
  /// Units that this rule holds in this direction go on, behind what has passed.
  void release();
  /// Nobody will receive the unit.
  void drop();
  /// `bytes` go on in its place.
  void replace(Bytes bytes);

  // --- The connection ----------------------------------------------------------------------------

  /// Sends `bytes` as a unit of its own, which no rule sees.
  void inject(Direction direction, Bytes bytes);
  /// The ends that `toward` names see an orderly end of their stream (FIN), behind what was sent
  /// before.
  void finish(Toward toward);
  /// The ends that `toward` names see the connection reset (RST), behind what was sent before.
  void reset(Toward toward);
  /// Nothing more moves toward these ends, and their peers are not read, so they block; until
  /// `wait` is over, or the rule's `until` comes, or for ever.
  void stall(Toward toward, std::optional<Duration> wait);
  /// Whatever is sent toward these ends from now on vanishes, the end of a stream too, and nobody
  /// is told: their peers are read all the same. Until as for `stall`; then units arrive again, and
  /// so does an end that came meanwhile.
  void swallow(Toward toward, std::optional<Duration> wait);
  /// Calls the fault's `on_wake` for this direction after `wait`.
  void wake_later(Duration wait);

  // --- A connect ---------------------------------------------------------------------------------

  /// The client is told that nobody listens there.
  void refuse();
  /// The client is told nothing; until as for `stall`.
  void blackhole(std::optional<Duration> wait);

 private:
  friend class Wire;
  Emitter(Wire& wire, Passage& passage);

  void keep(std::uint32_t behind);
  void end(trace::Verb verb, Toward toward);
  void silence(trace::Verb verb, Toward toward, std::optional<Duration> wait);
  void emit(Deferred verb);
  void note(trace::Verb verb, std::uint64_t value = 0, ByteView bytes = {});
  void note_toward(trace::Verb verb, Direction direction, std::uint64_t value, ByteView bytes);

  Wire& wire_;
  Passage& passage_;
};

}  // namespace ripcord::shim
