#include "harness/run/oracle.hpp"
#include "harness/run/production.hpp"
#include "harness/world/action.hpp"
#include "harness/world/publisher.hpp"
#include "transports/shim/fault.hpp"
#include "transports/shim/trigger.hpp"

#include <algorithm>
#include <array>

namespace ripcord::run {
namespace {

/// The steps that a play performs by itself; those that peers perform come from the cast, and
/// programs of others run where time is real.
constexpr std::array<std::string_view, 3> own_steps{"sleep", "repeat", "parallel"};

scenario::InterfaceWords words_of(const protocol::Interface& interface) {
  return {interface.name, {interface.operations.begin(), interface.operations.end()}};
}

void add_catalogues(scenario::Vocabulary& words) {
  for (const shim::FaultKind* kind : shim::fault_kinds()) words.faults.push_back(kind);
  for (const world::ActionKind* kind : world::action_kinds()) words.actions.push_back(kind);
  for (const shim::TriggerKind* kind : shim::trigger_kinds())
    words.triggers.push_back(kind->parameter);
  for (const Oracle* oracle : oracles()) words.oracles.push_back(oracle->id);
}

void add_cast(scenario::Vocabulary& words, const world::Cast& cast) {
  const protocol::Protocol& protocol = cast.protocol();
  words.pdus.assign(protocol.pdu_names().begin(), protocol.pdu_names().end());
  // What else a rule may strike: a client's wish to connect, and bytes that are no PDU.
  words.pdus.insert(words.pdus.end(), {"connect", "bytes"});
  words.fields.assign(protocol.field_names().begin(), protocol.field_names().end());
  for (const protocol::Interface& interface : cast.interfaces())
    words.interfaces.push_back(words_of(interface));
  words.steps.insert(words.steps.end(), cast.steps().begin(), cast.steps().end());
  for (const world::ErrorName& error : cast.errors())
    words.errors.push_back({error.name, error.number});
}

}  // namespace

scenario::Vocabulary vocabulary(const world::Cast& cast,
                                std::span<const stage::Venue* const> venues) {
  scenario::Vocabulary words;
  words.steps.assign(own_steps.begin(), own_steps.end());
  for (const stage::Venue* venue : venues) words.transports.push_back(venue->name());
  if (std::ranges::any_of(venues,
                          [](const stage::Venue* venue) { return !venue->deterministic(); }))
    words.steps.emplace_back("run");
  for (std::size_t i = 0; i < world::event_count; ++i) {
    words.events.push_back(world::event_name(static_cast<world::Event>(i)));
  }
  add_catalogues(words);
  add_cast(words, cast);
  return words;
}

}  // namespace ripcord::run
