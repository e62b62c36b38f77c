#pragma once

#include "transports/protocol/protocol.hpp"

namespace ripcord::dcerpc {

/// DCE/RPC, connection-oriented, as the rest of ripcord sees it.
///
/// `UnitInfo::pdu` is the ptype; what has no known one is `unknown`, the last of `pdu_names()`. A
/// bind or alter_context and their answers carry the interface of the first context proposed. A
/// response is paired with its request by call_id, else with the oldest open call: some servers
/// answer every call as call 1.
[[nodiscard]] const protocol::Protocol& protocol();

}  // namespace ripcord::dcerpc
