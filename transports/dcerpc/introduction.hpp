#pragma once

#include "transports/protocol/protocol.hpp"

#include <optional>

namespace ripcord::dcerpc {

/// What a bind says of its client: the interfaces that it asks for, in its own order, and its kind
/// of authentication. None for any other unit, and for a bind without interfaces.
[[nodiscard]] std::optional<protocol::Introduction> introduction(ByteView unit);

}  // namespace ripcord::dcerpc
