// Writes the inputs that fuzzing begins with below the folder of its argument: out of the captures
// of real products, and out of simulated runs of scenarios.

#include "fuzz/benches/vocabulary.hpp"
#include "fuzz/seeds/wire_seeds.hpp"
#include "harness/explore/replay_file.hpp"
#include "harness/peers/dcerpc_cast.hpp"
#include "harness/run/production.hpp"
#include "harness/scenario/reader.hpp"
#include "harness/stage/sim_venue.hpp"
#include "tests/transports/dcerpc/captured_units.hpp"
#include "transports/base/assert.hpp"
#include "transports/dcerpc/dcerpc_protocol.hpp"
#include "transports/trace/json_lines.hpp"

#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>

namespace ripcord::fuzz {
namespace {

void add_capture(const char* name, SeedFolder& seeds) {
  std::vector<SentUnit> talk;
  for (dcerpc::CapturedUnit& captured : dcerpc::captured_units(name))
    talk.push_back(
        {captured.connection, captured.direction, std::move(captured.unit), captured.info});
  add_wire_seeds(std::string_view(name).substr(0, 12), talk, seeds);
}

/// The units of a log that kept their bytes, in order.
std::vector<SentUnit> units_of(const trace::Log& log) {
  std::vector<SentUnit> talk;
  std::map<std::uint32_t, std::unique_ptr<protocol::Conversation>> conversations;
  static const protocol::InterfaceTable interfaces;
  ByteView payload = log.payload();
  for (const trace::Record& record : log.records()) {
    if ((record.flags & trace::flag::payload) == 0) continue;
    const ByteView bytes = payload.first(record.length);
    payload = payload.subspan(record.length);
    if (record.what != trace::What::unit) continue;
    auto& conversation = conversations[record.connection];
    if (!conversation) conversation = dcerpc::protocol().converse(interfaces);
    const auto direction = static_cast<protocol::Direction>(record.direction);
    talk.push_back({record.connection,
                    direction,
                    Bytes(bytes.begin(), bytes.end()),
                    conversation->observe(direction, bytes)});
  }
  return talk;
}

std::string text_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  RIPCORD_ASSERT(file.is_open());
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void add_scenario(const std::string& path, std::string_view name, SeedFolder& seeds) {
  const auto scenario =
      scenario::read({path, text_of(RIPCORD_SOURCE_DIR "/" + path)}, {}, vocabulary());
  RIPCORD_ASSERT(scenario.has_value());
  const auto chosen = scenario->resolve({.transport = "sim"});
  const auto production = run::Production::prepare(*chosen, peers::dcerpc_cast());
  RIPCORD_ASSERT(production.has_value());
  const run::RunResult result = (*production)->play(stage::sim_venue(), 1, run::Keep::all);
  add_wire_seeds(name, units_of(*result.trace), seeds);
  seeds.add("trace_lines", name, trace::json_lines(*result.trace));
}

/// A replay whose choices are made by hand: what one looks like does not depend on a run.
void add_replay(SeedFolder& seeds) {
  const auto at =
      explore::parse_point("ntbackup>store/2/to_client/response/backup.BackupRead/2/3/before");
  const auto connect = explore::parse_point("ntbackup>mapper/1/connect");
  RIPCORD_ASSERT(at.has_value() && connect.has_value());
  explore::Replay replay{.ripcord = "0.1.0 (fuzz)",
                         .scenario = "scenarios/clean/backup.yaml",
                         .digest = 1,
                         .variant = "base",
                         .settings = {"seed=2"},
                         .oracle = "recovery",
                         .signature = "recovery: failed 1722 in BackupRead",
                         .trace_hash = 2,
                         .marks = {1, 2, 3}};
  replay.choices.push_back({.at = *connect, .kind = "refuse"});
  replay.choices.push_back({.at = *at, .kind = "drop", .nth = 2});
  seeds.add("replay_file", "by_hand", explore::text(replay));
}

}  // namespace
}  // namespace ripcord::fuzz

int main(int argc, char** argv) {
  if (argc != 2) return std::fputs("usage: fuzz_seeds FOLDER\n", stderr), 2;
  using namespace ripcord::fuzz;
  SeedFolder seeds(argv[1]);
  for (const char* capture : {"impacket_rpcdump_vs_samba_ad",
                              "impacket_epm_echo_mgmt_ntlm_vs_samba_ad",
                              "wine_backup_client_server_eptmap",
                              "wine_eptmap_rejected_by_samba_ad"})
    add_capture(capture, seeds);
  add_scenario("scenarios/clean/backup.yaml", "backup", seeds);
  add_scenario("scenarios/clean/mapper.yaml", "mapper", seeds);
  add_scenario("scenarios/bench/ten_calls.yaml", "ten_calls", seeds);
  add_replay(seeds);
  std::printf("%zu inputs below %s\n", seeds.size(), argv[1]);
  return 0;
}
