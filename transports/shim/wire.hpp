#pragma once

#include "transports/base/bytes.hpp"
#include "transports/base/time.hpp"
#include "transports/shim/effect.hpp"
#include "transports/shim/guest_book.hpp"
#include "transports/shim/link.hpp"
#include "transports/shim/moment.hpp"
#include "transports/shim/rewriter.hpp"
#include "transports/shim/rules.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace ripcord::shim {

struct Deferred;
struct Passage;

/// Is told when a wire has something to yield although its driver did not call it: another wire's
/// rule or a happening ended a stall.
class WireObserver {
 public:
  /// Must not call the wire back at once.
  virtual void wire_changed() = 0;

 protected:
  ~WireObserver() = default;
};

/// One connection, pure: its two links and the conversation that they share. Takes what the ends
/// send, with the time; yields what they are to receive, and when.
///
/// 1. A wire begins by wanting to connect: `take(to_server)` yields `connect` (unless a rule
/// refuses
///    or delays it), and the driver answers by `established` or by `offer_end(to_client, refused)`.
/// 2. Bytes that no rule strikes leave in order and unchanged, at the time they came (a unit's when
///    it is whole).
/// 3. What ends a direction (FIN, RST) leaves behind all that was offered before it.
/// 4. An end that was reset is neither read nor written any more: `closed(side)`.
/// 5. Time never runs backwards from call to call.
class Wire {
 public:
  /// A direction takes no more bytes while so many wait in it: twice the largest unit, so that one
  /// can come in while another waits.
  static constexpr std::size_t link_bytes_max = 2 * Framing::unit_bytes_max;

  struct Lane {
    std::string_view client;
    std::string_view service;
    /// For a foreign client: who names its connections. Must outlive the wire.
    GuestBook* guests = nullptr;
  };

  /// Begins to connect. `rules` and `observer` (nullable) must outlive the wire.
  Wire(Rules& rules, const Lane& lane, Time now, WireObserver* observer);
  ~Wire();
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;

  /// Lets `rewriter` edit what the directory answers.
  void rewrite(std::unique_ptr<Rewriter> rewriter) { rewriter_ = std::move(rewriter); }

  /// The server took the connection.
  void established(Time now);
  /// The sender of `direction` sent `bytes`, not many more than `room(direction)`.
  void offer(Direction direction, Time now, ByteView bytes);
  /// As `offer`, without a copy where none is needed: takes whole units only, and shows those that
  /// may leave at once where they lie. Returns how many of `bytes` it took; those must stay as they
  /// are until `take(direction)` has yielded nothing, the rest is to be offered again with more.
  std::size_t lend(Direction direction, Time now, ByteView bytes);
  /// Whether some of what was lent has not been taken yet.
  [[nodiscard]] bool lends(Direction direction) const { return link(direction).lends(); }
  /// The sender of `direction` ended it. Nothing may be offered there afterwards.
  void offer_end(Direction direction, Time now, End end);
  /// How many bytes the wire would take now; 0 = backpressure.
  [[nodiscard]] std::size_t room(Direction direction) const;
  /// Whether `next_deadline(direction)` is other than `never`.
  [[nodiscard]] bool has_work(Direction direction) const {
    const Link& link = this->link(direction);
    return !link.empty() || !link.wakes.empty() || link.is_done();
  }
  /// From when on `take(direction)`, or `wake` for that direction, has something to do: perhaps
  /// long past; `never` if only the ends can change that.
  [[nodiscard]] Time next_deadline(Direction direction) const {
    const Link& link = this->link(direction);
    if (link.is_done()) return Time::min();
    Time next = link.deadline();
    for (const Link::Wake& wake : link.wakes) next = wake.at < next ? wake.at : next;
    return next;
  }
  /// Runs what is due at `now`.
  void wake(Time now) {
    if (!links_[0].wakes.empty() || !links_[1].wakes.empty()) wake_faults(now);
  }
  /// The next effect in `direction`. `bytes` is replaced by those of an effect of that kind, which
  /// stay until the next `take` in that direction (lent ones: as long as their lender keeps them).
  Effect take(Direction direction, Time now, ByteView& bytes);
  /// For the trace: the receiver of `direction` was reset, and its machine had acknowledged all
  /// that was taken in that direction but the last `unacknowledged` bytes.
  void was_reset(Direction direction, Time now, std::size_t unacknowledged);
  /// Whether nothing more will be taken from or delivered to `side`.
  [[nodiscard]] bool closed(Side side) const;

  [[nodiscard]] const Scope& scope() const { return scope_; }
  [[nodiscard]] Ledger ledger(Direction direction) const { return link(direction).ledger(); }

 private:
  friend class Emitter;
  friend class Rules;

  void connect(Time now);
  void wake_faults(Time now);
  void feed(Direction direction, Time now, ByteView bytes, Lending lending);
  void pass_units(Direction direction, Time now);
  void pass(Direction direction, Time now, ByteView bytes);
  Unit describe(Direction direction, ByteView bytes);
  void introduce(ByteView bytes);
  void go_on(const Unit& unit, ByteView bytes, Time ready);
  void edit(const Unit& unit, ByteView bytes);
  void make_edits(Link& link);
  void walk(const Unit& unit, const Moment& moment, Hit hit);
  void settle(Passage& passage);
  void queue_pieces(const Passage& passage, Time ready);
  void perform(const Deferred& deferred, Time now);
  void end_input(Direction direction, Time now);
  void end_in_gap(Direction direction, Time now, End end);
  void finish_forsaken(Time now);
  void finish(Side side, Time now);
  void reset(Side side, Time now);
  void forget_sender(Direction direction, Time now);
  void refuse(RuleIndex rule, Time now);
  void stall(RuleIndex rule, Side side, Time until);
  void swallow(RuleIndex rule, Side side, Time until);
  /// Whether what is sent in `direction` at `now` vanishes.
  bool has_gap(Direction direction, Time now);
  void overtake(Direction direction, Time now);
  /// Ends the stalls of `rule`.
  void lift(RuleIndex rule, Time now);
  void release(RuleIndex rule, Direction direction, Time now);

  Link& link(Direction direction) { return links_[static_cast<std::size_t>(direction)]; }
  [[nodiscard]] const Link& link(Direction direction) const {
    return links_[static_cast<std::size_t>(direction)];
  }
  void note(trace::What what, Direction direction, Time now, std::uint8_t flags = 0);
  void note_healed(RuleIndex rule, Direction direction, Time now);
  void note_delivered(Direction direction, Time now, ByteView bytes);
  void note_discarded(Direction direction, Time now, std::uint64_t size);

  Rules& rules_;
  WireObserver* observer_;
  std::unique_ptr<protocol::Conversation> conversation_;
  std::unique_ptr<Rewriter> rewriter_;
  GuestBook* guests_;
  Scope scope_;
  /// By direction.
  std::array<Link, 2> links_;
  /// The association as the wire names it, and its number on the lane.
  std::uint32_t association_id_ = 0;
  std::uint32_t association_ = 0;
  bool stalled_ = false;
  /// Whether the directory was spoken to.
  bool asks_directory_ = false;
  /// Edits of the unit that passes.
  std::vector<Edit> edits_;
  /// Whether the client may still be renamed by its first unit.
  bool awaits_introduction_ = false;
};

}  // namespace ripcord::shim
