#include "transports/shim/emitter.hpp"

#include "transports/base/assert.hpp"
#include "transports/base/hash.hpp"
#include "transports/shim/passage.hpp"
#include "transports/shim/wire.hpp"

#include <algorithm>
#include <utility>

namespace ripcord::shim {
namespace {

constexpr Side receiver(Direction direction) {
  return direction == Direction::to_client ? Side::client : Side::server;
}

constexpr Direction toward_side(Side side) {
  return side == Side::client ? Direction::to_client : Direction::to_server;
}

constexpr bool includes(Toward toward, Side side) {
  return toward == Toward::both || (toward == Toward::client) == (side == Side::client);
}

constexpr std::uint64_t count(Duration wait) { return static_cast<std::uint64_t>(wait.count()); }

}  // namespace

Emitter::Emitter(Wire& wire, Passage& passage) : wire_(wire), passage_(passage) {}

// --- What a fault may ask ------------------------------------------------------------------------

Time Emitter::now() const { return passage_.now; }

std::optional<std::size_t> Emitter::strike() const {
  if (!passage_.hit.strike.offset) return std::nullopt;
  return *passage_.hit.strike.offset;
}

const protocol::Protocol& Emitter::protocol() const { return wire_.rules_.set().protocol(); }

ByteView Emitter::bytes() const { return passage_.bytes; }

std::uint64_t Emitter::choose(std::uint64_t bound, std::uint64_t purpose) const {
  RIPCORD_ASSERT(bound > 0);
  // 1 keeps the first choice apart from the decision of `probability`.
  const std::uint64_t salt = mix(passage_.hit.coordinate_hash, purpose + 1);
  return wire_.rules_.decide(passage_.hit.rule, salt) % bound;
}

// --- The unit ------------------------------------------------------------------------------------

void Emitter::forward() {
  RIPCORD_ASSERT(passage_.unit != nullptr);
  note(trace::Verb::forward);
  passage_.forwarded = true;
}

void Emitter::forward_after(Duration wait) {
  RIPCORD_ASSERT(passage_.unit != nullptr);
  note(trace::Verb::forward_after, count(wait));
  passage_.wait += wait;
  passage_.forwarded = true;
}

void Emitter::forward_prefix(std::size_t size) {
  RIPCORD_ASSERT(passage_.unit != nullptr);
  note(trace::Verb::forward_prefix, size);
  const std::size_t kept = std::min(size, passage_.bytes.size());
  wire_.link(passage_.direction).counts.dropped += passage_.bytes.size() - kept;
  passage_.bytes = passage_.bytes.first(kept);
  passage_.forwarded = true;
}

void Emitter::cut(std::span<const Cut> cuts) {
  RIPCORD_ASSERT(passage_.unit != nullptr);
  note(trace::Verb::cut, cuts.empty() ? 0 : cuts.front().offset);
  passage_.cuts.assign(cuts.begin(), cuts.end());
}

void Emitter::hold() { keep(0); }

void Emitter::hold_behind(std::uint32_t count) {
  RIPCORD_ASSERT(count > 0);
  keep(count);
}

void Emitter::keep(std::uint32_t behind) {
  RIPCORD_ASSERT(passage_.unit != nullptr);
  RIPCORD_ASSERT(passage_.unit->kind != Unit::Kind::connect);
  note(trace::Verb::hold, behind);
  wire_.link(passage_.direction)
      .held.push_back({.rule = passage_.hit.rule,
                       .behind = behind,
                       .unit = *passage_.unit,
                       .bytes = Bytes(passage_.bytes.begin(), passage_.bytes.end())});
  passage_.fate = Passage::Fate::held;
  passage_.ended = true;
}

void Emitter::release() {
  note(trace::Verb::release);
  emit({.verb = trace::Verb::release, .side = receiver(passage_.direction)});
}

void Emitter::drop() {
  RIPCORD_ASSERT(passage_.unit != nullptr);
  note(trace::Verb::drop);
  passage_.fate = Passage::Fate::dropped;
  passage_.ended = true;
}

void Emitter::replace(Bytes bytes) {
  RIPCORD_ASSERT(passage_.unit != nullptr);
  note(trace::Verb::replace, 0, bytes);
  Ledger& counts = wire_.link(passage_.direction).counts;
  counts.dropped += passage_.bytes.size();
  counts.injected += bytes.size();
  passage_.replacement = std::move(bytes);
  passage_.bytes = passage_.replacement;
}

// --- The connection ------------------------------------------------------------------------------

void Emitter::inject(Direction direction, Bytes bytes) {
  note_toward(trace::Verb::inject, direction, 0, bytes);
  emit({.verb = trace::Verb::inject, .side = receiver(direction), .bytes = std::move(bytes)});
}

void Emitter::finish(Toward toward) { end(trace::Verb::finish, toward); }

void Emitter::reset(Toward toward) { end(trace::Verb::reset, toward); }

void Emitter::end(trace::Verb verb, Toward toward) {
  if (passage_.unit != nullptr && !passage_.forwarded) passage_.fate = Passage::Fate::dropped;
  passage_.ended = true;
  for (const Side side : {Side::client, Side::server}) {
    if (!includes(toward, side)) continue;
    note_toward(verb, toward_side(side), 0, {});
    emit({.verb = verb, .side = side});
  }
}

void Emitter::stall(Toward toward, std::optional<Duration> wait) {
  silence(trace::Verb::stall, toward, wait);
}

void Emitter::swallow(Toward toward, std::optional<Duration> wait) {
  silence(trace::Verb::swallow, toward, wait);
}

void Emitter::silence(trace::Verb verb, Toward toward, std::optional<Duration> wait) {
  const Time until = wait ? after(passage_.now, *wait) : never;
  for (const Side side : {Side::client, Side::server}) {
    if (!includes(toward, side)) continue;
    note_toward(verb, toward_side(side), wait ? count(*wait) : 0, {});
    emit({.verb = verb, .side = side, .until = until});
  }
}

void Emitter::wake_later(Duration wait) {
  note(trace::Verb::wake_later, count(wait));
  wire_.link(passage_.direction)
      .wakes.push_back({.at = after(passage_.now, wait), .rule = passage_.hit.rule});
}

// --- A connect -----------------------------------------------------------------------------------

void Emitter::refuse() {
  RIPCORD_ASSERT(passage_.unit != nullptr);
  RIPCORD_ASSERT(passage_.unit->kind == Unit::Kind::connect);
  note(trace::Verb::refuse);
  passage_.fate = Passage::Fate::dropped;
  passage_.ended = true;
  wire_.refuse(passage_.hit.rule, passage_.now);
}

void Emitter::blackhole(std::optional<Duration> wait) {
  RIPCORD_ASSERT(passage_.unit != nullptr);
  RIPCORD_ASSERT(passage_.unit->kind == Unit::Kind::connect);
  // A client that nobody announced was accepted by the kernel before a wire could begin.
  const bool is_accepted = wire_.guests_ != nullptr;
  wire_.rules_.log().append({.time = passage_.now.time_since_epoch().count(),
                             .value = wait ? count(*wait) : 0,
                             .connection = wire_.scope_.id,
                             .rule = passage_.hit.rule,
                             .what = trace::What::verb,
                             .direction = static_cast<std::uint8_t>(passage_.direction),
                             .flags = is_accepted ? trace::flag::opened : std::uint8_t{0},
                             .verb = trace::Verb::blackhole});
  if (!is_accepted) {
    wire_.link(Direction::to_server)
        .queue({.kind = Effect::Kind::connect_in_vain, .rule = passage_.hit.rule}, passage_.now);
  }
  emit({.verb = trace::Verb::stall,
        .side = Side::server,
        .until = wait ? after(passage_.now, *wait) : never});
}

// --- Helpers -------------------------------------------------------------------------------------

/// Performs `verb` now, or behind the unit if that was forwarded before.
void Emitter::emit(Deferred verb) {
  verb.rule = passage_.hit.rule;
  if (passage_.forwarded) {
    passage_.behind.push_back(std::move(verb));
  } else {
    wire_.perform(verb, passage_.now);
  }
}

void Emitter::note(trace::Verb verb, std::uint64_t value, ByteView bytes) {
  note_toward(verb, passage_.direction, value, bytes);
}

void Emitter::note_toward(trace::Verb verb,
                          Direction direction,
                          std::uint64_t value,
                          ByteView bytes) {
  const trace::Record record{.time = passage_.now.time_since_epoch().count(),
                             .value = value,
                             .connection = wire_.scope_.id,
                             .length = static_cast<std::uint32_t>(passage_.bytes.size()),
                             .rule = passage_.hit.rule,
                             .what = trace::What::verb,
                             .direction = static_cast<std::uint8_t>(direction),
                             .verb = verb};
  if (bytes.empty()) {
    wire_.rules_.log().append(record);
  } else {
    wire_.rules_.log().append(record, bytes);
  }
}

}  // namespace ripcord::shim
