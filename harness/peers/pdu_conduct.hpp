#pragma once

#include "transports/trace/log.hpp"

#include <string>

namespace ripcord::peers {

/// The first PDU of `log` that its sender may not send in its state, and why not; empty if every
/// PDU is legal (C706 §12.6.4, MS-RPCE §3.3; the state machine of connections).
///
/// Each end is held against what it has itself sent. Against what it was sent it is held only as
/// long as no rule has struck the connection: afterwards nobody but the end knows what it saw.
[[nodiscard]] std::string misconduct(const trace::Log& log);

}  // namespace ripcord::peers
