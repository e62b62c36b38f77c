#pragma once

#include "harness/peers/client/call_failure.hpp"
#include "harness/peers/client/client_context.hpp"

namespace ripcord::peers {

/// Whether a call that failed may be sent again as it is, whatever its operation means: only where
/// the server cannot have run it (facts of behaviour: safe retries), and where the knobs allow it
/// (M6, M8). A connect that failed is not sent again here: the binding has tried that often enough.
[[nodiscard]] bool may_send_again(const CallFailure& failure, const ClientContext& context);

}  // namespace ripcord::peers
