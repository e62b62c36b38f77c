#pragma once

#include "harness/peers/client/call_failure.hpp"
#include "harness/peers/client/client_context.hpp"
#include "transports/dcerpc/endpoint_map.hpp"
#include "transports/dcerpc/tower_binding.hpp"
#include "transports/io/task.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace ripcord::peers {

/// Asks the endpoint mapper of `host` where `interface` is served: the towers that this
/// client would use, in the order of the answer, never none. The knobs M3, M5, M11, M12, M15, M17
/// and M18 decide what is checked. `context` outlives the task.
///
/// Fails with EPT_S_NOT_REGISTERED where nothing fits, RPC_S_SERVER_UNAVAILABLE where the mapper
/// cannot be reached or stays silent, else with what the mapper or its connection failed with.
io::Task<Called<std::vector<dcerpc::TowerBinding>>> resolve(ClientContext& context,
                                                            dcerpc::SyntaxId interface,
                                                            std::string host);

/// Which of an answer's towers fit the question; pure.
std::vector<dcerpc::TowerBinding> fitting_towers(
    const std::vector<dcerpc::ept::TowerPointer>& towers,
    const dcerpc::SyntaxId& interface,
    const scenario::ClientSpec& spec,
    dcerpc::ProtocolSequence sequence = dcerpc::ProtocolSequence::ncacn_ip_tcp);

}  // namespace ripcord::peers
