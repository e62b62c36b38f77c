#include "harness/run/oracle.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace ripcord::run {
namespace {

/// Why `testimony` is not to be had; empty if it is.
std::string silence_of(Testimony testimony, const Facts& facts) {
  const bool of_clients = testimony == Testimony::clients || testimony == Testimony::both;
  const bool of_servers = testimony == Testimony::servers || testimony == Testimony::both;
  if (of_clients && !facts.foreign_client.empty()) {
    return fmt::format(
        "client {} is somebody else's program: what it asked for and was told is its own affair",
        facts.foreign_client);
  }
  if (of_servers && !facts.foreign_service.empty()) {
    return fmt::format("service {} is somebody else's program: what it did cannot be seen",
                       facts.foreign_service);
  }
  return {};
}

}  // namespace

std::string_view operation_name(const CallEntry& call, const protocol::InterfaceTable& interfaces) {
  if (!call.interface) return {};
  return interfaces.operation_name(interfaces.find(*call.interface), call.operation);
}

bool is_ours(const CallEntry& call, const Facts& facts) {
  if (facts.foreign_service.empty()) return true;
  return call.interface &&
         std::ranges::find(facts.own_interfaces, *call.interface) != facts.own_interfaces.end();
}

Finding finding_of(const Oracle& oracle, const Facts& facts) {
  Finding finding = oracle.judge(facts);
  const bool all_ours = facts.foreign_client.empty() && facts.foreign_service.empty();
  if (finding.state != OracleState::held || all_ours) return finding;
  std::string silence = silence_of(oracle.testimony, facts);
  if (silence.empty()) return finding;
  return {OracleState::not_judged, std::move(silence)};
}

}  // namespace ripcord::run
