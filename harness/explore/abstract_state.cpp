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

AbstractState::AbstractState(const trace::Log& log, std::span<const Harm> harms, std::size_t first)
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

std::uint64_t AbstractState::for_fault(const trace::Record& record) const {
  const trace::Connection& names = log_.connection(record.connection);
  const bool of_mapper = log_.digest_of(names.service) == mapper_;
  const std::uint64_t done = deeds(of_mapper ? trace::no_name : names.service, names.client);
  return mix(mix(of_client_.of(names.client), done), open());
}

std::uint64_t AbstractState::for_action(trace::NameId service) const {
  const std::uint64_t connections =
      service == trace::no_name ? to_service_.sum() : to_service_.of(service);
  return mix(mix(connections, deeds(trace::no_name, trace::no_name)), open());
}

std::uint64_t AbstractState::open() const {
  return std::uint64_t{open_calls_} << 32U | open_handles_;
}

std::uint64_t AbstractState::deeds(trace::NameId service, trace::NameId client) const {
  std::uint64_t value = 0;
  for (const Deed& deed : deeds_) {
    const bool concerns =
        service == trace::no_name || deed.object == service || is_host(deed.object);
    if (concerns && !is_over(deed, client)) value = mix(value, deed.value);
  }
  return value;
}

bool AbstractState::is_over(const Deed& deed, trace::NameId client) const {
  if (deed.reach == Harm::Reach::mapper) return false;
  return std::ranges::any_of(bonds_, [&](const Bond& bond) {
    return (client == trace::no_name || bond.client == client) &&
           (bond.service == deed.object || is_host(deed.object)) &&
           bond.connection > deed.after_connection;
  });
}

/// Whatever nobody connects to is one.
bool AbstractState::is_host(trace::NameId object) const {
  for (std::uint32_t i = 1; i <= connections_.size(); ++i)
    if (log_.connection(i).service == object) return false;
  return true;
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

std::uint64_t AbstractState::ByName::sum() const {
  std::uint64_t sum = 0;
  for (const auto& [name, value] : values_) sum += value;
  return sum;
}

std::uint64_t AbstractState::Connection::value() const {
  return lives ? mix(mix(mix(mix(lane, last[0]), last[1]), struck), lasting) : 0;
}

template <typename Change>
void AbstractState::change(std::uint32_t connection, Change change) {
  if (connection == 0) return;
  if (connections_.size() < connection) connections_.resize(connection);
  Connection& one = connections_[connection - 1];
  const std::uint64_t before = one.value();
  change(one);
  const trace::Connection& names = log_.connection(connection);
  of_client_.at(names.client) += one.value() - before;
  to_service_.at(names.service) += one.value() - before;
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
    // The unit that is the second to pass still belongs to what may be felt.
    if (one.moved[0] && one.moved[1]) one.struck = 0;
    one.moved[record.direction & 1U] = true;
  });
  note_bond(record);
}

void AbstractState::note_bond(const trace::Record& record) {
  const bool is_answer = record.what == trace::What::unit &&
                         record.operation != trace::no_operation && record.direction == 1;
  if (!is_answer) return;
  const trace::Connection& names = log_.connection(record.connection);
  const auto known = std::ranges::find_if(bonds_, [&](const Bond& bond) {
    return bond.client == names.client && bond.service == names.service;
  });
  Bond& bond = known == bonds_.end() ? bonds_.emplace_back() : *known;
  bond = {.client = names.client,
          .service = names.service,
          .connection = std::max(bond.connection, record.connection)};
}

void AbstractState::note_strike(const trace::Record& record) {
  const std::size_t rule = record.rule - first_;
  pending_ = rule < harms_.size() ? harms_[rule] : Harm{};
  change(record.connection, [&](Connection& one) {
    if (pending_.reach == Harm::Reach::connection) one.lasting = mix(one.lasting, pending_.digest);
    if (pending_.reach != Harm::Reach::unit) return;
    one.struck = mix(one.struck, pending_.digest);
    one.moved[0] = one.moved[1] = false;
  });
}

void AbstractState::note_action(const trace::Record& record) {
  deeds_.push_back({.value = mix(log_.digest_of(record.object), pending_.digest),
                    .object = record.object,
                    .reach = pending_.reach,
                    .after_connection = static_cast<std::uint32_t>(connections_.size())});
}

void AbstractState::note_happening(const trace::Record& record) {
  const std::uint64_t event = log_.digest_of(record.subject);
  if (event == handle_created_) ++open_handles_;
  if (event == handle_destroyed_ || event == handle_run_down_) --open_handles_;
}

}  // namespace ripcord::explore
