#pragma once

#include "transports/base/bytes.hpp"
#include "transports/protocol/protocol.hpp"

namespace ripcord::shim {

/// Makes `shorter`, which is the front of the unit `whole`, claim its own size: finds the field
/// that frames the unit by trying each one that holds the size of `whole`. False, and `shorter` as
/// it was, if there is none.
bool rewrite_length(const protocol::Protocol& protocol, ByteView whole, Bytes& shorter);

}  // namespace ripcord::shim
