#include "harness/explore/abstract_state.hpp"

#include "harness/world/publisher.hpp"
#include "harness/world/world.hpp"
#include "transports/base/hash.hpp"

#include <algorithm>
#include <utility>

namespace ripcord::explore {
namespace {

std::uint64_t digest_of(world::Event event) { return digest(world::event_name(event)); }

}  // namespace

AbstractState::AbstractState(const trace::Log& log,
                             std::span<const std::uint64_t> harms,
                             std::size_t first)
    : log_(log),
      harms_(harms),
      first_(first),
      handle_created_(digest_of(world::Event::handle_created)),
      handle_destroyed_(digest_of(world::Event::handle_destroyed)),
      handle_run_down_(digest_of(world::Event::handle_run_down)),
      mapper_(digest(world::World::mapper_name)) {}

void AbstractState::note(const trace::Record& record) {
  switch (record.what) {
    case trace::What::connect_requested:
    case trace::What::unit:
      return note_unit(record);
    case trace::What::connect_refused:
    case trace::What::finish:
    case trace::What::reset:
      return change(record.connection, [](Connection& one) { one.lives = false; });
    case trace::What::fired:
      return note_strike(record);
    case trace::What::action:
      return note_action(record);
    case trace::What::call_started:
      ++open_calls_;
      return;
    case trace::What::call_ended:
      --open_calls_;
      return;
    case trace::What::happening:
      return note_happening(record);
    default:
      return;
  }
}

std::uint64_t AbstractState::value(const trace::Record& record) const {
  const std::uint64_t open = std::uint64_t{open_calls_} << 32U | open_handles_;
  if (record.connection == 0) return mix(mix(connections_value_, world_), open);
  const trace::Connection& names = log_.connection(record.connection);
  const bool of_mapper = log_.digest_of(names.service) == mapper_;
  const std::uint64_t done = of_mapper ? world_ : done_to_.of(names.service);
  return mix(mix(connections_of_.of(names.client), done), open);
}

std::uint64_t AbstractState::ByName::of(trace::NameId name) const {
  const auto found = std::ranges::find(values_, name, [](const auto& one) { return one.first; });
  return found == values_.end() ? 0 : found->second;
}

std::uint64_t& AbstractState::ByName::at(trace::NameId name) {
  const auto found = std::ranges::find(values_, name, [](const auto& one) { return one.first; });
  if (found != values_.end()) return found->second;
  return values_.emplace_back(name, 0).second;
}

std::uint64_t AbstractState::Connection::value() const {
  return lives ? mix(mix(mix(lane, last[0]), last[1]), struck) : 0;
}

template <typename Change>
void AbstractState::change(std::uint32_t connection, Change change) {
  if (connection == 0) return;
  if (connections_.size() < connection) connections_.resize(connection);
  Connection& one = connections_[connection - 1];
  const std::uint64_t before = one.value();
  change(one);
  connections_value_ += one.value() - before;
  connections_of_.at(log_.connection(connection).client) += one.value() - before;
}

void AbstractState::note_unit(const trace::Record& record) {
  const trace::Connection& names = log_.connection(record.connection);
  const std::uint64_t unit = mix(
      std::uint64_t{record.pdu} << 32U | std::uint64_t{record.interface} << 16U | record.operation,
      record.flags & (trace::flag::first_fragment | trace::flag::last_fragment));
  change(record.connection, [&](Connection& one) {
    // That a client came back says more about it than anything else that can be seen.
    constexpr std::uint32_t comebacks_max = 3;
    one.lane = mix(mix(log_.digest_of(names.client), log_.digest_of(names.service)),
                   std::min(names.number, comebacks_max));
    one.lives = true;
    one.last[record.direction & 1U] = unit;
  });
}

/// A strike leaves its mark on the connection, or on the world, where the effect is yet to be seen.
void AbstractState::note_strike(const trace::Record& record) {
  const std::uint64_t kind =
      record.rule - first_ < harms_.size() ? harms_[record.rule - first_] : 0;
  if (record.connection == 0) {
    world_ = mix(world_, kind);
    pending_ = kind;
    return;
  }
  change(record.connection, [&](Connection& one) { one.struck = mix(one.struck, kind); });
}

void AbstractState::note_action(const trace::Record& record) {
  const std::uint64_t action = log_.digest_of(record.subject);
  world_ = mix(mix(world_, action), log_.digest_of(record.object));
  std::uint64_t& done = done_to_.at(record.object);
  done = mix(mix(done, action), std::exchange(pending_, 0));
}

void AbstractState::note_happening(const trace::Record& record) {
  const std::uint64_t event = log_.digest_of(record.subject);
  if (event == handle_created_) ++open_handles_;
  if (event == handle_destroyed_ || event == handle_run_down_) --open_handles_;
}

}  // namespace ripcord::explore
