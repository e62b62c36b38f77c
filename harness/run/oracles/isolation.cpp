#include "harness/run/oracle.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ripcord::run {
namespace {

using trace::Record;
using trace::What;

/// Which connections have a reason to end that is not their client's own.
class Troubled {
 public:
  explicit Troubled(const trace::Log& log) : log_(log), ends_(log.connections().size()) {
    for (const Record& record : log.records()) {
      if (record.connection != 0) note(record);
    }
  }

  /// How many of that client's connections a rule struck, or their server ended.
  [[nodiscard]] std::uint64_t of(std::string_view client) const {
    std::uint64_t count = 0;
    for (std::size_t i = 0; i < ends_.size(); ++i) {
      if (ends_[i] == End::troubled && log_.text(log_.connections()[i].client) == client) ++count;
    }
    return count;
  }

 private:
  enum class End : std::uint8_t { none, by_client, troubled };

  void note(const Record& record) {
    End& end = ends_[record.connection - 1];
    if (record.what == What::fired) end = End::troubled;
    const bool ends = (record.what == What::finish || record.what == What::reset) &&
                      (record.flags & trace::flag::by_sender) != 0;
    if (!ends || end != End::none) return;
    end = record.direction == 0 ? End::by_client : End::troubled;
  }

  const trace::Log& log_;
  std::vector<End> ends_;
};

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
  if (!facts.twin) return {OracleState::not_judged, "only in sim can it be played without faults"};
  const Twin& twin = facts.twin();
  const ClientEnd* alone = find(twin.clients, client.name);
  if (alone == nullptr || !is_complete(alone->ending)) return {};
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
  const Troubled troubled(*facts.log);
  for (const ClientEnd& client : facts.clients) {
    const std::uint64_t broken = troubled.of(client.name);
    if (client.reconnects > broken) {
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
