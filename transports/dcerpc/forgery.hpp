#pragma once

#include "transports/base/bytes.hpp"
#include "transports/base/result.hpp"
#include "transports/protocol/forgery.hpp"

namespace ripcord::dcerpc {

/// The PDU that `forgery` describes, as if its sender had seen `unit`: in its byte order and, where
/// it belongs to a call, with its call_id and context. Fails if `unit` has no header.
[[nodiscard]] Decoded<Bytes> forge(ByteView unit, const protocol::Forgery& forgery);

}  // namespace ripcord::dcerpc
