#pragma once

#include "harness/client/desk.hpp"
#include "harness/peers/client/call_failure.hpp"
#include "harness/peers/client/client_context.hpp"
#include "harness/peers/interfaces/echo_service.hpp"
#include "transports/base/bytes.hpp"
#include "transports/dcerpc/management.hpp"
#include "transports/dcerpc/syntax.hpp"
#include "transports/io/task.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace ripcord::client {

/// One operation of one interface, once.
struct Call {
  dcerpc::SyntaxId interface;
  std::uint16_t opnum = 0;
  Bytes stub;
};
/// Calls and returns the answer's stub. `desk` outlives the task.
[[nodiscard]] io::Task<peers::Called<Bytes>> call(Desk& desk, Call what);

/// What a server says of itself: each answer, or why there is none.
struct SelfPortrait {
  /// Where it was asked.
  std::uint16_t port = 0;
  peers::Called<dcerpc::mgmt::InqIfIdsOut> interfaces;
  peers::Called<dcerpc::mgmt::IsServerListeningOut> listening;
  peers::Called<dcerpc::mgmt::InqStatsOut> statistics;
  peers::Called<dcerpc::mgmt::InqPrincNameOut> princ_name;
};
/// Asks the server of `interface`, else the mapper, four questions over one connection. Fails where
/// it cannot be reached at all. `desk` outlives the task.
[[nodiscard]] io::Task<peers::Called<SelfPortrait>> ask_management(
    Desk& desk, std::optional<dcerpc::SyntaxId> interface);

/// Which echo calls to make.
struct Echo {
  /// Each is called `times` times.
  std::vector<peers::echo::Opnum> operations;
  /// Bytes of data, for operations that carry any; TestSleep sleeps not at all.
  std::uint32_t size = 0;
  std::uint32_t times = 1;
};
/// What became of one operation's calls.
struct Echoed {
  peers::echo::Opnum operation{};
  peers::Called<void> outcome;
  /// From the first call to the end of the last, of those that were made.
  Duration elapsed{};
};
/// Makes the calls over one connection; an operation that fails is not called again. Fails where
/// the server cannot be reached. `desk` outlives the task.
[[nodiscard]] io::Task<peers::Called<std::vector<Echoed>>> echo(Desk& desk, Echo what);

}  // namespace ripcord::client
