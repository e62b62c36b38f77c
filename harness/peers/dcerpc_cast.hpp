#pragma once

#include "harness/world/cast.hpp"

namespace ripcord::peers {

/// The peers of DCE/RPC: reference clients, servers and endpoint mappers, and what may listen in
/// their place.
[[nodiscard]] const world::Cast& dcerpc_cast();

}  // namespace ripcord::peers
