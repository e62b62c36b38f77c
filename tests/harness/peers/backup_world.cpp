#include "tests/harness/peers/backup_world.hpp"

#include "transports/base/assert.hpp"
#include "transports/io/timer.hpp"

#include <utility>

namespace ripcord::peers {
namespace {

constexpr std::uint64_t seed = 7;

std::vector<StoredFile> two_files() {
  std::vector<StoredFile> files;
  files.push_back(make_file("priv.edb", 40000, Prng(seed, "file", 1)));
  files.push_back(make_file("pub.edb", 20000, Prng(seed, "file", 2)));
  return files;
}

}  // namespace

BackupWorld::BackupWorld(sim::Runtime& sim_runtime, scenario::ClientSpec client_spec)
    : runtime(sim_runtime),
      network(sim_runtime,
              {.latency = {std::chrono::milliseconds(1), std::chrono::milliseconds(1)}}),
      spec(std::move(client_spec)),
      context{.network = network.host("desk"),
              .publisher = said_by_client,
              .spec = spec,
              .own_host = "desk"},
      mapper(said_by_server, Prng(seed, "mapper"), {}),
      service(network.host("store"), {.files = two_files()}),
      mapper_server(network.host("store"), said_by_server, Prng(seed, "mapper server"), {}),
      server(network.host("store"), said_by_server, Prng(seed, "server"), {}),
      client(context, {.host = "store", .port = std::nullopt}),
      work(sim_runtime) {
  mapper_server.add(mapper);
  server.add(service);
  RIPCORD_ASSERT(mapper_server.listen(135).has_value());
  RIPCORD_ASSERT(server.listen(0).has_value());
  enlist(service_port(), Replace::yes);
}

void BackupWorld::begin_backup() { work.spawn(back_up()); }
void BackupWorld::begin_probe() { work.spawn(probe()); }

void BackupWorld::move_service() {
  server.stop_listening();
  RIPCORD_ASSERT(server.listen(0).has_value());
  enlist(service_port(), Replace::yes);
}

void BackupWorld::restart_service(Departure how) {
  server.drop_connections(how);
  server.forget_associations();
}

void BackupWorld::later(Duration wait, std::function<void()> act) {
  work.spawn(act_later(wait, std::move(act)));
}

io::Task<void> BackupWorld::act_later(Duration wait, std::function<void()> act) {
  co_await io::sleep_for(runtime, wait);
  act();
}

void BackupWorld::enlist(std::uint16_t port, Replace replace) {
  const std::uint32_t status = mapper.enlist(
      make_entry({.interface = backup_interface.id, .port = port}, "Information Store"), replace);
  RIPCORD_ASSERT(status == 0);
}

io::Task<void> BackupWorld::back_up() {
  BackupOutcome result = co_await client.run(files);
  outcome = std::move(result);
}

io::Task<void> BackupWorld::probe() {
  BackupOutcome result = co_await client.probe();
  probe_outcome = std::move(result);
}

}  // namespace ripcord::peers
