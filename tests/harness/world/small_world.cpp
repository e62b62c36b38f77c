#include "tests/harness/world/small_world.hpp"

#include "harness/peers/dcerpc_cast.hpp"
#include "tests/harness/run/rehearsal.hpp"
#include "transports/base/assert.hpp"
#include "transports/io/timer.hpp"

#include <string>
#include <utility>
#include <vector>

namespace ripcord::world {
namespace {

constexpr std::uint64_t seed = 1;

scenario::SourceText scenario_with(std::string_view action) {
  std::string text = R"(format: 1
name: small-world
world:
  services:
    - { name: store, interface: backup, endpoint: dynamic, files: [ { name: a.edb, size: 4KiB } ] }
    - { name: other, interface: echo, endpoint: dynamic }
  clients: { user: { kind: backup } }
workload:
  - map: { client: user, interface: backup }
  - backup: { client: user, service: store }
expect: { all: { outcome: completed } }
faults: [ { id: act, when: { event: peer_crashed }, do: { )";
  text += action;
  text += " } } ]\n";
  return {.file = "small_world.yaml", .text = text};
}

io::Task<void> perform_step(World::Actor actor,
                            const scenario::Step& step,
                            const Target& target,
                            Ending& ending) {
  ending = co_await actor.client->perform(step, target);
}

io::Task<void> connect(io::Network& network, io::Address remote, Result<void>& result) {
  const Time deadline = after(network.runtime().now(), std::chrono::seconds(5));
  const Result<std::unique_ptr<io::Stream>> stream =
      co_await network.connect(std::move(remote), deadline);
  if (!stream) result = stream.error();
}

io::Task<void> sleep(io::Runtime& runtime, Duration time) { co_await io::sleep_for(runtime, time); }

}  // namespace

SmallWorld::SmallWorld(std::string_view action, const stage::Venue& venue)
    : parts_(run::resolved(peers::dcerpc_cast(), scenario_with(action)), peers::dcerpc_cast()) {
  for (const protocol::Interface& interface : parts_.cast.interfaces()) {
    parts_.interfaces.add(interface);
  }
  std::vector<std::string_view> actions;
  for (const ActionKind* kind : action_kinds()) actions.push_back(kind->name);
  auto rules = shim::RuleSet::compile(
      parts_.scenario.rules,
      {.protocol = parts_.cast.protocol(), .interfaces = parts_.interfaces, .actions = actions});
  RIPCORD_ASSERT(rules.has_value());
  parts_.rules.emplace(std::move(*rules));
  stage_ = venue.stage(parts_.scenario.world.network, seed);
  log_ = std::make_unique<trace::Log>(parts_.rules->legend());
  const Script script{.spec = parts_.scenario.world, .cast = parts_.cast, .rules = *parts_.rules};
  world_ = std::make_unique<World>(script, *stage_, seed, deaf_, *log_);
  const Result<void> opened = world_->open();
  RIPCORD_ASSERT(opened.has_value());
}

SmallWorld::~SmallWorld() = default;

void SmallWorld::act() {
  const shim::RuleSpec& rule = parts_.rules->rules()[0].spec;
  const ActionKind* kind = find_action_kind(rule.kind);
  RIPCORD_ASSERT(kind != nullptr);
  kind->act(*world_, rule.arguments, {.rule = 0, .service = "store"});
}

void SmallWorld::pass(Duration time) { play_to_end(sleep(stage_->runtime(), time)); }

Result<void> SmallWorld::dial(std::uint16_t port) {
  Result<void> result;
  play_to_end(connect(stage_->host("client"), stage_->address("server", port), result));
  return result;
}

Ending SmallWorld::perform(std::size_t step) {
  const Target target = world_->target({.service = "store", .interface = "backup"});
  Ending ending;
  play_to_end(perform_step(
      world_->clients("user").front(), parts_.scenario.workload[step], target, ending));
  return ending;
}

void SmallWorld::play_to_end(io::Task<void> task) {
  const stage::Stop stop = play(std::move(task));
  RIPCORD_ASSERT(stop == stage::Stop::done);
}

stage::Stop SmallWorld::play(io::Task<void> task) {
  io::Group group(stage_->runtime());
  group.spawn(then_done(std::move(task)));
  return stage_->run({.virtual_time = std::chrono::hours(1),
                      .wall_time = std::chrono::minutes(1),
                      .steps = 1'000'000});
}

io::Task<void> SmallWorld::then_done(io::Task<void> task) {
  co_await std::move(task);
  stage_->done();
}

}  // namespace ripcord::world
