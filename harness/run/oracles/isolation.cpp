#include "harness/run/broken_connections.hpp"
#include "harness/run/oracle.hpp"
#include "harness/run/patience.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ripcord::run {
namespace {

const ClientEnd* find(const std::vector<ClientEnd>& clients, std::string_view name) {
  const auto found = std::ranges::find(clients, name, &ClientEnd::name);
  return found == clients.end() ? nullptr : &*found;
}

bool is_complete(const std::optional<world::Ending>& ending) {
  return ending && ending->outcome == world::Outcome::completed;
}

/// What is wrong with a client that no rule touched; nothing if it does no better without rules.
Finding bystander(const Facts& facts, const ClientEnd& client) {
  if (is_complete(client.ending)) return {};
  if (!facts.twin) return {OracleState::not_judged, "it cannot be played again without faults"};
  const Twin& twin = facts.twin();
  const ClientEnd* alone = find(twin.clients, client.name);
  if (alone == nullptr || !is_complete(alone->ending)) return {};
  if (facts.real_time && facts.elapsed >= shortest_patience(facts)) {
    return {OracleState::not_judged, "it took longer than a client is willing to wait"};
  }
  return {OracleState::violated,
          fmt::format("no rule struck {}, yet it did not complete its work", client.name)};
}

Finding judge(const Facts& facts) {
  if (!facts.faults_fired || facts.log == nullptr) return {};
  if (!facts.strikes.world_changer.empty()) {
    return {
        OracleState::not_judged,
        fmt::format("rule {} changed the world for every connection", facts.strikes.world_changer)};
  }
  // Who is told that its association is gone gives up all of its connections, and should.
  const bool ends_associations =
      (facts.strikes.symptoms & (shim::symptom::forgotten | shim::symptom::anything)) != 0;
  const BrokenConnections broken_connections(*facts.log);
  for (const ClientEnd& client : facts.clients) {
    const std::uint64_t broken = broken_connections.of(client.name);
    if (client.reconnects > broken && !ends_associations) {
      return {OracleState::violated,
              fmt::format("{} replaced {} connections; only {} had been struck or ended",
                          client.name,
                          client.reconnects,
                          broken)};
    }
    if (broken > 0) continue;
    Finding finding = bystander(facts, client);
    if (finding.state != OracleState::held) return finding;
  }
  return {};
}

}  // namespace

extern const Oracle isolation_oracle;
const Oracle isolation_oracle{
    .id = "isolation",
    .promise = "A fault on one connection changes nothing on others.",
    .judge = judge,
    .testimony = Testimony::clients,
};

}  // namespace ripcord::run
