#include "harness/peers/server/server_habits.hpp"

#include "transports/dcerpc/negotiation.hpp"

#include <array>

namespace ripcord::peers {
namespace {

// By `scenario::ServerProfile`.
constexpr std::array<ServerHabits, 2> habits{
    // windows
    ServerHabits{.bad_header = ServerHabits::BadHeader::answered,
                 .call_ids = ServerHabits::CallIds::positive,
                 .stray_fragment = ServerHabits::StrayFragment::dropped,
                 .early_fault = ServerHabits::EarlyFault::at_once,
                 .fault_alloc_hint = 32,
                 .response_granule = 8,
                 .fragment_max = dcerpc::frag_size::tcp_max},
    // samba
    ServerHabits{.bad_header = ServerHabits::BadHeader::disconnected,
                 .call_ids = ServerHabits::CallIds::any,
                 .stray_fragment = ServerHabits::StrayFragment::refused,
                 .early_fault = ServerHabits::EarlyFault::after_last_fragment,
                 .fault_alloc_hint = 24,
                 .response_granule = 16,
                 .fragment_max = dcerpc::frag_size::tcp_max},
};

}  // namespace

const ServerHabits& habits_of(scenario::ServerProfile profile) {
  return habits[static_cast<std::size_t>(profile)];
}

}  // namespace ripcord::peers
