#pragma once

#include "transports/base/bytes.hpp"
#include "transports/base/time.hpp"
#include "transports/shim/effect.hpp"
#include "transports/shim/moment.hpp"
#include "transports/shim/rules.hpp"

#include <cstdint>
#include <memory>
#include <string_view>

namespace ripcord::shim {

/// Is told when a wire has something to yield although its driver did not call it: another wire's
/// rule or a happening ended a stall.
class WireObserver {
 public:
  /// Must not call the wire back at once.
  virtual void wire_changed() = 0;

 protected:
  ~WireObserver() = default;
};

/// Where a direction's bytes went. offered + injected = delivered + dropped + discarded + waiting.
struct Ledger {
  /// From the sender.
  std::uint64_t offered = 0;
  /// Made by faults: injected units, and what a replacement is longer than its unit.
  std::uint64_t injected = 0;
  /// Handed to the driver.
  std::uint64_t delivered = 0;
  /// By faults: dropped units and tails, and what a replacement is shorter than its unit.
  std::uint64_t dropped = 0;
  /// By the end of the connection.
  std::uint64_t discarded = 0;
  /// Still in the wire: unfinished units, delayed and held ones.
  std::uint64_t waiting = 0;

  friend bool operator==(const Ledger&, const Ledger&) = default;
};

/// One connection, pure: its two links and the conversation that they share. Takes what the ends
/// send, with the time; yields what they are to receive, and when.
///
/// 1. A wire begins by wanting to connect: `take(to_server)` yields `connect` (unless a rule
/// refuses
///    or delays it), and the driver answers by `established` or by `offer_end(to_client, refused)`.
/// 2. Bytes that no rule strikes leave in order and unchanged, at the time they came.
/// 3. What ends a direction (FIN, RST) leaves behind all that was offered before it.
/// 4. An end that was reset is neither read nor written any more: `closed(side)`.
class Wire {
 public:
  /// A direction takes no more bytes while so many wait in it. Larger than any PDU (a fragment's
  /// length has 16 bits), so that a whole one always fits.
  static constexpr std::size_t link_bytes_max = 256U << 10U;

  struct Lane {
    std::string_view client;
    std::string_view service;
  };

  /// Begins to connect. `rules` and `observer` (nullable) must outlive the wire.
  Wire(Rules& rules, const Lane& lane, Time now, WireObserver* observer);
  ~Wire();
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;

  /// The server took the connection.
  void established(Time now);
  /// The sender of `direction` sent `bytes`, at most `room(direction)` of them.
  void offer(Direction direction, Time now, ByteView bytes);
  /// The sender of `direction` ended it. Nothing may be offered there afterwards.
  void offer_end(Direction direction, Time now, End end);
  /// How many bytes the wire would take now; 0 = backpressure.
  [[nodiscard]] std::size_t room(Direction direction) const;
  /// When `take` or `wake` will next have something to do; `never` if only the ends can change
  /// that.
  [[nodiscard]] Time next_deadline() const;
  /// Runs what is due at `now`.
  void wake(Time now);
  /// The next effect in `direction`. `bytes` is replaced by the bytes of an effect of that kind;
  /// its storage is taken over by the wire, so a driver that hands in the same vector causes no
  /// allocation.
  Effect take(Direction direction, Time now, Bytes& bytes);
  /// Whether nothing more will be taken from or delivered to `side`.
  [[nodiscard]] bool closed(Side side) const;

  [[nodiscard]] const Scope& scope() const;
  [[nodiscard]] Ledger ledger(Direction direction) const;

 private:
  friend class Emitter;
  friend class Rules;
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace ripcord::shim
