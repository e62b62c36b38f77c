#pragma once

#include "transports/base/bytes.hpp"
#include "transports/base/time.hpp"
#include "transports/shim/effect.hpp"
#include "transports/shim/framing.hpp"
#include "transports/shim/moment.hpp"
#include "transports/shim/rewriter.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace ripcord::shim {

/// Where a direction's bytes went: offered + injected = delivered + dropped + discarded + waiting.
struct Ledger {
  /// From the sender.
  std::uint64_t offered = 0;
  /// Made by faults: injected units and replacements.
  std::uint64_t injected = 0;
  /// Handed to the driver.
  std::uint64_t delivered = 0;
  /// By faults: dropped and replaced units, and tails that were cut off.
  std::uint64_t dropped = 0;
  /// By the end of the connection.
  std::uint64_t discarded = 0;
  /// Still in the wire: unfinished units, delayed and held ones.
  std::uint64_t waiting = 0;

  friend bool operator==(const Ledger&, const Ledger&) = default;
};

/// One direction of one connection: what waits to be delivered, in order, each with the time from
/// which it may leave. Knows no rule; the wire fills it.
class Link {
 public:
  /// What waits in the queue: an effect, or a barrier that lets nothing behind it pass.
  struct Parcel {
    enum class Kind : std::uint8_t { effect, barrier };
    Time ready{};
    std::uint32_t size = 0;
    Effect effect;
    Kind kind = Kind::effect;
    /// Whether these bytes must not leave together with those before.
    bool starts_write = false;
    /// Whether these bytes are the lent ones.
    bool lent = false;
  };
  struct Held {
    RuleIndex rule = 0;
    /// It goes on once so many more units have gone past it; 0 = once its rule says so.
    std::uint32_t behind = 0;
    /// Its own bytes are gone: `bytes` are what it goes on as.
    Unit unit;
    Bytes bytes;
  };
  struct Wake {
    Time at{};
    RuleIndex rule = 0;
  };

  /// A gap in the way: what is sent into it vanishes until then.
  struct Gap {
    RuleIndex rule = 0;
    Time until = never;
  };

  explicit Link(const protocol::Protocol& protocol) : framing(protocol) {}

  /// Queues `bytes`; they are discarded if the link is `shut`.
  void queue_bytes(ByteView bytes, Time ready);
  /// As `queue_bytes`, in a write of their own.
  void queue_write(ByteView bytes, Time ready);
  /// As `queue_bytes`, of bytes that stay where they are until `take` has yielded nothing. They are
  /// copied all the same if something before them has to wait.
  void queue_lent(ByteView bytes, Time now);
  void queue(Effect effect, Time ready);
  /// Queues the end of a stream that was sent into a gap: it arrives when the gap is bridged.
  void queue_late(Effect effect, const Gap& into);
  /// Lets nothing behind it pass until `ready`, or until `lift`.
  void queue_barrier(RuleIndex rule, Time ready);
  /// Makes the barriers and the gap of `rule` end at `now`; returns whether there were any.
  bool lift(RuleIndex rule, Time now);

  /// Whether lent bytes wait.
  [[nodiscard]] bool lends() const { return !lent_.empty(); }
  /// Where the bytes that are queued next will stand in the stream as it leaves.
  [[nodiscard]] std::uint64_t position() const {
    return counts.delivered + lent_.size() + queued_.size() - taken_;
  }
  /// Keeps what stands in the stream from `position` on, which is the next one or that of bytes
  /// that were kept before, until another call or `shut`. Kept bytes can be overwritten.
  void keep_from(std::uint64_t position) { kept_from_ = position; }
  void overwrite(const Edit& edit);

  /// The next effect that is ready at `now`; `bytes` as in `Wire::take`. Barriers that have ended
  /// are removed, and the rule of the last one is left in `healed`.
  Effect take(Time now, ByteView& bytes, std::optional<RuleIndex>& healed);
  /// When `take` will have something; `never` if nothing waits.
  [[nodiscard]] Time deadline() const {
    if (empty()) return never;
    return kept_from_ == Rewriter::keep_nothing ? parcels_[head_].ready : kept_deadline();
  }

  /// Nothing more gets in, but for commands: FIN or RST is queued, or the receiver is gone.
  void shut() {
    shut_ = true;
    kept_from_ = Rewriter::keep_nothing;
  }
  [[nodiscard]] bool is_shut() const { return shut_; }
  /// Discards all that waits, but for commands, which may leave now; returns how many bytes.
  std::uint64_t discard(Time now);

  /// Whether nothing waits to be delivered.
  [[nodiscard]] bool empty() const { return head_ == parcels_.size(); }
  /// Whether nothing will ever be taken from it again.
  [[nodiscard]] bool is_done() const { return shut_ && input_ended && empty(); }
  [[nodiscard]] bool blocked() const { return barriers_ > 0; }
  /// Bytes that wait, wherever they do.
  [[nodiscard]] std::size_t waiting() const;
  [[nodiscard]] Ledger ledger() const;

  // What the wire keeps for a direction, without further invariants.
  Framing framing;
  Ledger counts;
  std::vector<Held> held;
  std::vector<Wake> wakes;
  std::optional<Gap> gap;
  /// Units seen so far by PDU type.
  std::array<std::uint32_t, 64> ordinals{};
  /// The sender has ended, or nobody listens to it any more.
  bool input_ended = false;
  /// From now on what leaves need not be, byte for byte and in order, the units that came.
  bool departs = false;

 private:
  void put(ByteView bytes, Parcel parcel);
  void pop();
  ByteView hand_over(std::size_t size);
  [[nodiscard]] Time kept_deadline() const;

  /// Parcels from `head_` on; `queued_` holds their bytes from `taken_` on, in the same order, but
  /// for those of the one parcel that is lent.
  std::vector<Parcel> parcels_;
  std::size_t head_ = 0;
  Bytes queued_;
  std::size_t taken_ = 0;
  /// Of a lent parcel.
  ByteView lent_;
  /// What `take` showed last.
  Bytes shown_;
  std::size_t held_bytes() const;
  std::uint64_t kept_from_ = Rewriter::keep_nothing;
  std::uint32_t barriers_ = 0;
  bool shut_ = false;
};

}  // namespace ripcord::shim
