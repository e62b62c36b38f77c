#include "tests/harness/proxy/proxied_world.hpp"

#include "harness/peers/dcerpc_cast.hpp"
#include "harness/stage/sim_venue.hpp"
#include "tests/harness/run/rehearsal.hpp"
#include "transports/base/assert.hpp"
#include "transports/io/timer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace ripcord::proxy {
namespace {

constexpr std::string_view beginning = R"(format: 1
name: proxied-world
world:
  network: { latency: 0ms..2ms, reads: seeded }
  clients:
    user: { kind: backup, count: COUNT, call_timeout: PATIENCE, connect_timeout: PATIENCE }
    caller: { kind: echo, count: COUNT, call_timeout: PATIENCE, connect_timeout: PATIENCE }
  services:
    - { name: store, interface: backup, endpoint: dynamic, files: [ { name: a.edb, size: 40KiB } ] }
    - { name: echo, interface: echo, endpoint: dynamic }
)";

constexpr std::string_view end = R"(workload:
  - backup: { client: user, service: store, id: backup }
  - echo: { client: caller, service: echo, times: 10, id: echo }
  - map: { client: user, interface: backup, id: map }
  - lookup: { client: user, id: lookup }
expect: { all: { outcome: completed } }
)";

void put_in(std::string& text, std::string_view word, std::string_view value) {
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word))
    text.replace(at, word.size(), value);
}

std::string scenario_text(std::string_view rules, const Circumstances& circumstances) {
  std::string text(beginning);
  put_in(text, "COUNT", std::to_string(circumstances.clients));
  put_in(text, "PATIENCE", circumstances.patience);
  for (unsigned i = 1; i <= circumstances.others; ++i) {
    text += fmt::format(
        "    - {{ name: other-{0}, interface: {{ uuid: \"{0:08x}-0000-0000-0000-000000000000\", "
        "version: \"1.0\", name: other-{0} }}, endpoint: dynamic, annotation: \"service {0}\" }}\n",
        i);
  }
  text += end;
  text += fmt::format("faults: [ {} ]\n", rules);
  return text;
}

scenario::ResolvedScenario scenario_of(std::string_view rules, const Circumstances& circumstances) {
  const std::string text = scenario_text(rules, circumstances);
  return run::resolved(peers::dcerpc_cast(), {.file = "proxied_world.yaml", .text = text});
}

io::Task<void> perform_step(world::Client& client,
                            const scenario::Step& step,
                            world::Target target,
                            world::Ending& ending) {
  ending = co_await client.perform(step, target);
}

io::Task<void> drain(io::Group& group) { co_await group.drained(); }

io::Task<void> sleep(io::Runtime& runtime, Duration time) { co_await io::sleep_for(runtime, time); }

}  // namespace

ProxiedWorld::ProxiedWorld(std::string_view rules, const Circumstances& circumstances)
    : parts_(scenario_of("", circumstances), peers::dcerpc_cast()), circumstances_(circumstances) {
  for (const protocol::Interface& interface : parts_.cast.interfaces())
    parts_.interfaces.add(interface);
  parts_.rules.emplace(*shim::RuleSet::compile(
      {}, {.protocol = parts_.cast.protocol(), .interfaces = parts_.interfaces, .actions = {}}));
  const stage::Venue& venue =
      circumstances.venue != nullptr ? *circumstances.venue : stage::sim_venue();
  stage_ = venue.stage(parts_.scenario.world.network, circumstances.seed);
  log_ = std::make_unique<trace::Log>(
      parts_.rules->legend(), trace::Payload::none, trace::Log::Limits{.records = 0});
  const world::Script script{
      .spec = parts_.scenario.world, .cast = parts_.cast, .rules = *parts_.rules};
  world_ = std::make_unique<world::World>(script, *stage_, circumstances.seed, deaf_, *log_);
  const Result<void> opened = world_->open();
  RIPCORD_ASSERT(opened.has_value());
  io::Network& proxy_host = stage_->host("proxy");
  proxy_ = std::make_unique<Proxy>(
      Proxy::Networks{.near = proxy_host, .far = proxy_host},
      Doors::Options{.routes = {{.listen = {"proxy", 135}, .upstream = {"server", 135}}},
                     .ports = circumstances.ports,
                     .expiry = circumstances.expiry},
      static_cast<Announcer&>(*this));
  adopt(rules);
  const Result<void> listening = proxy_->open();
  RIPCORD_ASSERT(listening.has_value());
}

ProxiedWorld::~ProxiedWorld() {
  if (proxy_) proxy_->close();
}

void ProxiedWorld::adopt(std::string_view rules) {
  auto production =
      run::Production::prepare(scenario_of(rules, circumstances_), peers::dcerpc_cast());
  RIPCORD_ASSERT(production.has_value());
  // A seed of the proxy's own: the network's must not decide what rules do.
  constexpr std::uint64_t seed = 7;
  proxy_->adopt(*std::move(production), seed, {});
}

world::Ending ProxiedWorld::perform_at(std::string_view host, std::string_view id) {
  const scenario::Step& wanted = step(id);
  world::Target target = world_->target({.service = id == "echo" ? "echo" : "store"});
  target.mapper.host = host;
  world::Ending ending;
  play(perform_step(*world_->clients(wanted.client).front().client, wanted, target, ending));
  return ending;
}

std::vector<world::Ending> ProxiedWorld::perform_together(std::string_view id, unsigned clients) {
  const scenario::Step& wanted = step(id);
  world::Target target = world_->target({.service = id == "echo" ? "echo" : "store"});
  target.mapper.host = "proxy";
  const std::vector<world::World::Actor> actors = world_->clients(wanted.client);
  RIPCORD_ASSERT(clients <= actors.size());
  std::vector<world::Ending> endings(clients);
  io::Group group(stage_->runtime());
  for (unsigned i = 0; i < clients; ++i)
    group.spawn(perform_step(*actors[i].client, wanted, target, endings[i]));
  play(drain(group));
  return endings;
}

void ProxiedWorld::pass(Duration time) { play(sleep(stage_->runtime(), time)); }

std::vector<std::string> ProxiedWorld::points(std::string_view id) {
  std::vector<std::string> points = regime().rules().points(rule(id));
  std::ranges::sort(points);
  return points;
}

std::uint64_t ProxiedWorld::fired(std::string_view id) {
  return regime().rules().account(rule(id)).fired;
}

run::RunResult ProxiedWorld::judged() {
  proxy_->close();
  return regime().result(Duration{});
}

shim::RuleIndex ProxiedWorld::rule(std::string_view id) {
  const auto rules = regime().production().rules().rules();
  const auto count = static_cast<shim::RuleIndex>(rules.size());
  for (shim::RuleIndex i = 0; i < count; ++i) {
    if (rules[i].spec.id == id) return i;
  }
  RIPCORD_ASSERT(false);
}

const scenario::Step& ProxiedWorld::step(std::string_view id) const {
  const auto found = std::ranges::find(parts_.scenario.workload, id, &scenario::Step::id);
  RIPCORD_ASSERT(found != parts_.scenario.workload.end());
  return *found;
}

void ProxiedWorld::play(io::Task<void> task) {
  io::Group group(stage_->runtime());
  group.spawn(then_done(std::move(task)));
  const stage::Stop stop = stage_->run({.virtual_time = std::chrono::hours(100),
                                        .wall_time = std::chrono::hours(1),
                                        .steps = 1'000'000'000});
  RIPCORD_ASSERT(stop == stage::Stop::done);
}

io::Task<void> ProxiedWorld::then_done(io::Task<void> task) {
  co_await std::move(task);
  stage_->done();
}

}  // namespace ripcord::proxy
