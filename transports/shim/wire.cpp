#include "transports/shim/wire.hpp"

#include "transports/base/assert.hpp"
#include "transports/shim/passage.hpp"
#include "transports/shim/unit_record.hpp"

#include <algorithm>
#include <utility>

namespace ripcord::shim {
// --- What the driver calls -----------------------------------------------------------------------

Wire::Wire(Rules& rules, const Lane& lane, Time now, WireObserver* observer)
    : rules_(rules),
      observer_(observer),
      conversation_(rules.set().protocol().converse(rules.set().interfaces())),
      guests_(lane.guests),
      links_{{Link(rules.set().protocol()), Link(rules.set().protocol())}},
      awaits_introduction_(guests_ != nullptr) {
  trace::Log& log = rules.log();
  scope_.client = log.intern(lane.client);
  scope_.service = log.intern(lane.service);
  if (guests_ != nullptr) {
    scope_ = guests_->arrived(scope_.client, scope_.service);
  } else {
    scope_.id = log.add_connection(scope_.client, scope_.service);
    scope_.number = log.connection(scope_.id).number;
  }
  connect(now);
}

Wire::~Wire() {
  if (stalled_) rules_.remove_stalled(*this);
  if (guests_ != nullptr)
    guests_->left(scope_, ledger(Direction::to_server), ledger(Direction::to_client));
}

void Wire::established(Time now) {
  note(trace::What::connect_established, Direction::to_client, now);
  link(Direction::to_client).queue({.kind = Effect::Kind::accept}, now);
}

void Wire::offer(Direction direction, Time now, ByteView bytes) {
  Link& link = this->link(direction);
  link.counts.offered += bytes.size();
  feed(direction, now, bytes, Lending::copied);
}

std::size_t Wire::lend(Direction direction, Time now, ByteView bytes) {
  Link& link = this->link(direction);
  feed(direction, now, bytes, Lending::lent);
  const std::size_t taken = link.input_ended ? bytes.size() : bytes.size() - link.framing.left();
  link.counts.offered += taken;
  return taken;
}

void Wire::feed(Direction direction, Time now, ByteView bytes, Lending lending) {
  Link& link = this->link(direction);
  if (link.input_ended) {
    link.counts.discarded += bytes.size();
    return note_discarded(direction, now, bytes.size());
  }
  const std::uint64_t discarded = link.counts.discarded;
  link.framing.feed(bytes, lending);
  pass_units(direction, now);
  note_discarded(direction, now, link.counts.discarded - discarded);
}

void Wire::offer_end(Direction direction, Time now, End end) {
  Link& link = this->link(direction);
  if (link.input_ended) return;
  end_input(direction, now);
  if (end != End::refused && has_gap(direction, now)) return end_in_gap(direction, now, end);
  if (end == End::refused) {
    RIPCORD_ASSERT(direction == Direction::to_client);
    note(trace::What::connect_refused, direction, now);
    link.queue({.kind = Effect::Kind::refuse}, now);
    forget_sender(Direction::to_server, now);
  } else if (end == End::finish) {
    note(trace::What::finish, direction, now, trace::flag::by_sender);
    link.queue({.kind = Effect::Kind::finish}, now);
  } else {
    note(trace::What::reset, direction, now, trace::flag::by_sender);
    link.queue({.kind = Effect::Kind::reset}, now);
  }
  link.shut();
  if (end == End::finish) return finish_forsaken(now);
  // Whoever resets is gone: what is on its way to it is lost.
  Link& back = this->link(opposite(direction));
  back.shut();
  note_discarded(opposite(direction), now, back.discard(now));
}

std::size_t Wire::room(Direction direction) const {
  const Link& link = this->link(direction);
  if (link.blocked()) return 0;
  const std::size_t waiting = link.waiting();
  return waiting < link_bytes_max ? link_bytes_max - waiting : 0;
}

void Wire::wake_faults(Time now) {
  for (const Direction direction : {Direction::to_server, Direction::to_client}) {
    Link& link = this->link(direction);
    if (link.wakes.empty()) continue;
    // What a fault arms while it is woken waits for the next call.
    std::vector<Link::Wake> due;
    std::erase_if(link.wakes, [&](const Link::Wake& wake) {
      if (wake.at <= now) due.push_back(wake);
      return wake.at <= now;
    });
    for (const Link::Wake& wake : due) {
      Passage passage{.now = now, .direction = direction, .hit = {.rule = wake.rule}};
      Emitter emitter(*this, passage);
      rules_.fault(wake.rule).on_wake(emitter);
    }
  }
}

Effect Wire::take(Direction direction, Time now, ByteView& bytes) {
  Link& link = this->link(direction);
  std::optional<RuleIndex> healed;
  const Effect effect = link.take(now, bytes, healed);
  if (healed) note_healed(*healed, direction, now);
  switch (effect.kind) {
    case Effect::Kind::bytes:
      note_delivered(direction, now, bytes);
      break;
    case Effect::Kind::finish:
      note(trace::What::finish, direction, now);
      break;
    case Effect::Kind::reset:
      note(trace::What::reset, direction, now);
      break;
    case Effect::Kind::none:
      if (link.is_shut() && link.empty() && link.input_ended) return {.kind = Effect::Kind::end};
      break;
    case Effect::Kind::connect:
    case Effect::Kind::connect_in_vain:
    case Effect::Kind::accept:
    case Effect::Kind::refuse:
    case Effect::Kind::command:
    case Effect::Kind::end:
      break;
  }
  return effect;
}

bool Wire::closed(Side side) const {
  const Link& out = link(toward(side));
  return out.is_shut() && out.empty() && link(from(side)).input_ended;
}

// --- Units and rules -----------------------------------------------------------------------------

void Wire::connect(Time now) {
  note(trace::What::connect_requested, Direction::to_server, now);
  Unit unit{.kind = Unit::Kind::connect, .ordinal = 1, .scope = scope_};
  unit.info.pdu = trace::connect_pdu;
  const Moment moment{
      .now = now, .unit = &unit, .client = scope_.client, .service = scope_.service};
  if (const std::optional<Hit> hit = rules_.next(moment, 0)) return walk(unit, moment, *hit);
  link(Direction::to_server).queue({.kind = Effect::Kind::connect}, now);
}

void Wire::pass_units(Direction direction, Time now) {
  Framing& framing = link(direction).framing;
  bool lost = framing.lost();
  for (ByteView bytes = framing.next(); !bytes.empty(); bytes = framing.next()) {
    if (framing.lost() && !lost) note(trace::What::framing_lost, direction, now);
    lost = framing.lost();
    pass(direction, now, bytes);
  }
}

void Wire::pass(Direction direction, Time now, ByteView bytes) {
  const Unit unit = describe(direction, bytes);
  rules_.log().append(unit_record(trace::What::unit, now, unit), bytes, header_bytes(unit));
  if (has_gap(direction, now)) {
    link(direction).counts.dropped += bytes.size();
    return;
  }
  const Moment moment{
      .now = now, .unit = &unit, .client = scope_.client, .service = scope_.service};
  if (const std::optional<Hit> hit = rules_.next(moment, 0)) return walk(unit, moment, *hit);
  // Edits are made in the wire's own copy.
  Link& link = this->link(direction);
  asks_directory_ = asks_directory_ || unit.info.directory;
  const bool edited = rewriter_ != nullptr && asks_directory_;
  if (link.framing.is_lent() && !edited) {
    link.queue_lent(bytes, now);
  } else {
    go_on(unit, bytes, now);
  }
  overtake(direction, now);
}

/// Queues what goes on of `unit`.
void Wire::go_on(const Unit& unit, ByteView bytes, Time ready) {
  Link& link = this->link(unit.direction);
  edit(unit, bytes);
  link.queue_bytes(bytes, ready);
  make_edits(link);
}

/// Asks the rewriter for edits of `bytes`, which are about to be queued.
void Wire::edit(const Unit& unit, ByteView bytes) {
  if (rewriter_ == nullptr || !unit.info.directory || unit.direction != Direction::to_client)
    return;
  Link& link = this->link(unit.direction);
  // An answer that nobody asked for may come behind what was lent before.
  if (link.is_shut() || link.lends()) return;
  link.keep_from(rewriter_->pass(unit, bytes, link.position(), edits_));
}

void Wire::make_edits(Link& link) {
  link.departs = link.departs || !edits_.empty();
  for (const Edit& edit : edits_) link.overwrite(edit);
  edits_.clear();
}

void Wire::introduce(ByteView bytes) {
  awaits_introduction_ = false;
  scope_ = guests_->introduced(scope_, rules_.set().protocol().introduction(bytes));
}

Unit Wire::describe(Direction direction, ByteView bytes) {
  if (awaits_introduction_ && direction == Direction::to_server) introduce(bytes);
  Link& link = this->link(direction);
  Unit unit{.kind = link.framing.lost() ? Unit::Kind::bytes : Unit::Kind::pdu,
            .direction = direction,
            .bytes = bytes,
            .stream_offset = link.framing.unit_offset(),
            .scope = scope_};
  if (unit.kind == Unit::Kind::bytes) {
    unit.info.pdu = trace::opaque_pdu;
    unit.ordinal = static_cast<std::uint32_t>(unit.stream_offset / Framing::block_bytes) + 1;
    return unit;
  }
  unit.info = conversation_->observe(direction, bytes);
  RIPCORD_ASSERT(unit.info.pdu < trace::opaque_pdu);
  unit.ordinal = ++link.ordinals[unit.info.pdu];
  if (unit.info.association != 0 && unit.info.association != association_id_) {
    association_id_ = unit.info.association;
    association_ = rules_.association(scope_, association_id_);
  }
  unit.association = association_;
  return unit;
}

void Wire::walk(const Unit& unit, const Moment& moment, Hit hit) {
  Passage passage{
      .now = moment.now, .direction = unit.direction, .unit = &unit, .bytes = unit.bytes};
  for (std::optional<Hit> next = hit; next && !passage.ended;
       next = passage.ended ? std::nullopt : rules_.next(moment, next->rule + 1U)) {
    passage.hit = *next;
    passage.forwarded = false;
    if (guests_ != nullptr) guests_->struck(scope_, next->rule);
    if (rules_.set().rules()[next->rule].fault == nullptr) {
      link(unit.direction).queue({.kind = Effect::Kind::command, .rule = next->rule}, moment.now);
      continue;
    }
    if (unit.kind != Unit::Kind::connect) link(unit.direction).departs = true;
    Emitter emitter(*this, passage);
    rules_.fault(next->rule).on_unit(unit, emitter);
  }
  settle(passage);
}

/// Lets the unit go, if it does, and then what was emitted behind it.
void Wire::settle(Passage& passage) {
  Link& link = this->link(passage.direction);
  const Time ready = after(passage.now, passage.wait);
  if (passage.fate == Passage::Fate::dropped) {
    link.counts.dropped += passage.bytes.size();
  } else if (passage.fate == Passage::Fate::goes) {
    if (passage.unit->kind == Unit::Kind::connect) {
      link.queue({.kind = Effect::Kind::connect}, ready);
    } else if (passage.cuts.empty()) {
      go_on(*passage.unit, passage.bytes, ready);
    } else {
      queue_pieces(passage, ready);
    }
    if (passage.unit->kind != Unit::Kind::connect) overtake(passage.direction, passage.now);
  }
  for (const Deferred& one : passage.behind) perform(one, passage.now);
}

void Wire::queue_pieces(const Passage& passage, Time ready) {
  Link& link = this->link(passage.direction);
  edit(*passage.unit, passage.bytes);
  std::size_t begin = 0;
  for (const Cut& cut : passage.cuts) {
    if (cut.offset <= begin || cut.offset >= passage.bytes.size()) continue;
    link.queue_write(passage.bytes.subspan(begin, cut.offset - begin), ready);
    ready = after(ready, cut.pause);
    begin = cut.offset;
  }
  link.queue_write(passage.bytes.subspan(begin), ready);
  make_edits(link);
}

void Wire::perform(const Deferred& deferred, Time now) {
  Link& link = this->link(toward(deferred.side));
  link.departs = true;
  switch (deferred.verb) {
    case trace::Verb::inject:
      link.counts.injected += deferred.bytes.size();
      link.queue_bytes(deferred.bytes, now);
      break;
    case trace::Verb::release:
      release(deferred.rule, toward(deferred.side), now);
      break;
    case trace::Verb::finish:
      finish(deferred.side, now);
      break;
    case trace::Verb::reset:
      reset(deferred.side, now);
      break;
    case trace::Verb::stall:
      stall(deferred.rule, deferred.side, deferred.until);
      break;
    case trace::Verb::swallow:
      swallow(deferred.rule, deferred.side, deferred.until);
      break;
    default:
      RIPCORD_ASSERT(false);
  }
}

// --- Trace ---------------------------------------------------------------------------------------

void Wire::note_healed(RuleIndex rule, Direction direction, Time now) {
  rules_.log().append({.time = now.time_since_epoch().count(),
                       .connection = scope_.id,
                       .rule = rule,
                       .what = trace::What::verb,
                       .direction = static_cast<std::uint8_t>(direction),
                       .verb = trace::Verb::heal});
}

/// Bytes that went as they came are known from the units that were sent; others are told.
void Wire::note_delivered(Direction direction, Time now, ByteView bytes) {
  const trace::Record record{.time = now.time_since_epoch().count(),
                             .connection = scope_.id,
                             .length = static_cast<std::uint32_t>(bytes.size()),
                             .what = trace::What::delivered,
                             .direction = static_cast<std::uint8_t>(direction)};
  if (link(direction).departs) {
    rules_.log().append(record, bytes);
  } else {
    rules_.log().append(record);
  }
}

void Wire::note_discarded(Direction direction, Time now, std::uint64_t size) {
  if (size == 0) return;
  rules_.log().append({.time = now.time_since_epoch().count(),
                       .connection = scope_.id,
                       .length = static_cast<std::uint32_t>(size),
                       .what = trace::What::discarded,
                       .direction = static_cast<std::uint8_t>(direction)});
}

void Wire::note(trace::What what, Direction direction, Time now, std::uint8_t flags) {
  rules_.log().append({.time = now.time_since_epoch().count(),
                       .connection = scope_.id,
                       .what = what,
                       .direction = static_cast<std::uint8_t>(direction),
                       .flags = flags});
}

}  // namespace ripcord::shim
