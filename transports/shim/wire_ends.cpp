// How a wire's directions end, stop and go on.
#include "transports/base/assert.hpp"
#include "transports/shim/passage.hpp"
#include "transports/shim/wire.hpp"

#include <algorithm>
#include <utility>

namespace ripcord::shim {
/// The sender of `direction` sends no more: what it left unfinished goes on as it is.
void Wire::end_input(Direction direction, Time now) {
  Link& link = this->link(direction);
  const std::uint64_t discarded = link.counts.discarded;
  const ByteView rest = link.framing.take_rest();
  link.departs = link.departs || !rest.empty();
  link.queue_bytes(rest, now);
  std::vector<RuleIndex> holders;
  holders.reserve(link.held.size());
  for (const Link::Held& unit : link.held) holders.push_back(unit.rule);
  const auto repeated = std::ranges::unique(holders);
  holders.erase(repeated.begin(), repeated.end());
  for (const RuleIndex rule : holders) {
    Passage passage{.now = now, .direction = direction, .hit = {.rule = rule}};
    Emitter emitter(*this, passage);
    rules_.fault(rule).on_end(emitter);
  }
  link.input_ended = true;
  note_discarded(direction, now, link.counts.discarded - discarded);
}

/// An end that has finished, and whose peer a fault took away without telling it, is let go.
void Wire::finish_forsaken(Time now) {
  if (!links_[0].input_ended || !links_[1].input_ended) return;
  for (Link& link : links_) {
    link.queue({.kind = Effect::Kind::finish}, now);
    link.shut();
  }
}

void Wire::finish(Side side, Time now) {
  Link& link = this->link(toward(side));
  link.queue({.kind = Effect::Kind::finish}, now);
  link.shut();
}

void Wire::reset(Side side, Time now) {
  Link& link = this->link(toward(side));
  link.queue({.kind = Effect::Kind::reset}, now);
  link.shut();
  forget_sender(from(side), now);
}

void Wire::refuse(RuleIndex rule, Time now) {
  rules_.log().append({.time = now.time_since_epoch().count(),
                       .connection = scope_.id,
                       .rule = rule,
                       .what = trace::What::connect_refused});
  Link& link = this->link(Direction::to_client);
  link.queue({.kind = Effect::Kind::refuse}, now);
  link.shut();
  link.input_ended = true;
  forget_sender(Direction::to_server, now);
  this->link(Direction::to_server).shut();
}

/// What the sender of `direction` left unfinished will never be finished.
void Wire::forget_sender(Direction direction, Time now) {
  Link& link = this->link(direction);
  const std::size_t lost = link.framing.take_rest().size();
  link.input_ended = true;
  link.counts.discarded += lost;
  note_discarded(direction, now, lost);
}

void Wire::stall(RuleIndex rule, Side side, Time until) {
  link(toward(side)).queue_barrier(rule, until);
  rules_.add_stalled(*this, rule);
  stalled_ = true;
}

void Wire::swallow(RuleIndex rule, Side side, Time until) {
  link(toward(side)).gap = Link::Gap{.rule = rule, .until = until};
  rules_.add_stalled(*this, rule);
  stalled_ = true;
}

bool Wire::has_gap(Direction direction, Time now) {
  std::optional<Link::Gap>& gap = link(direction).gap;
  if (!gap) return false;
  if (now < gap->until) return true;
  note_healed(gap->rule, direction, now);
  gap.reset();
  return false;
}

/// The end of a stream was sent into a gap: its receiver learns of it when the gap is bridged.
void Wire::end_in_gap(Direction direction, Time now, End end) {
  Link& link = this->link(direction);
  const bool finishes = end == End::finish;
  note(finishes ? trace::What::finish : trace::What::reset, direction, now, trace::flag::by_sender);
  link.queue_late({.kind = finishes ? Effect::Kind::finish : Effect::Kind::reset}, *link.gap);
  link.shut();
  if (finishes) return;
  Link& back = this->link(opposite(direction));
  back.shut();
  note_discarded(opposite(direction), now, back.discard(now));
}

void Wire::lift(RuleIndex rule, Time now) {
  bool lifted = false;
  for (Link& link : links_) lifted = link.lift(rule, now) || lifted;
  if (lifted && observer_ != nullptr) observer_->wire_changed();
}

/// A unit went past those that are held: some of them have waited for just that.
void Wire::overtake(Direction direction, Time now) {
  Link& link = this->link(direction);
  if (link.held.empty()) return;
  std::vector<Link::Held> held = std::move(link.held);
  link.held.clear();
  for (Link::Held& unit : held) {
    if (unit.behind == 1) {
      go_on(unit.unit, unit.bytes, now);
      continue;
    }
    if (unit.behind > 1) --unit.behind;
    link.held.push_back(std::move(unit));
  }
}

/// The units that `rule` holds go on.
void Wire::release(RuleIndex rule, Direction direction, Time now) {
  Link& link = this->link(direction);
  std::vector<Link::Held> held = std::move(link.held);
  link.held.clear();
  for (Link::Held& unit : held) {
    if (unit.rule == rule) {
      go_on(unit.unit, unit.bytes, now);
    } else {
      link.held.push_back(std::move(unit));
    }
  }
}

void Wire::was_reset(Direction direction, Time now, std::size_t unacknowledged) {
  const std::uint64_t delivered = ledger(direction).delivered;
  const std::uint64_t lost = std::min<std::uint64_t>(unacknowledged, delivered);
  rules_.log().append({.time = now.time_since_epoch().count(),
                       .value = delivered - lost,
                       .connection = scope_.id,
                       .length = static_cast<std::uint32_t>(lost),
                       .what = trace::What::discarded,
                       .direction = static_cast<std::uint8_t>(direction),
                       .flags = trace::flag::number});
}

}  // namespace ripcord::shim
