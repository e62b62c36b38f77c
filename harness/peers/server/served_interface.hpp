#pragma once

#include "harness/peers/interface_description.hpp"
#include "harness/peers/publisher.hpp"
#include "harness/peers/server/association_groups.hpp"
#include "transports/base/bytes.hpp"
#include "transports/io/task.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace ripcord::peers {

/// One call, from dispatch to answer, as an interface sees it.
struct Call {
  std::uint16_t opnum = 0;
  /// The integer order of `stub`; answers are always little endian.
  ByteOrder order = ByteOrder::little_endian;
  /// The whole request's stub; the session's bytes, valid until the call is answered.
  ByteView stub;
  /// The object asked for; nil if none was.
  Uuid object;
  /// Where the call's context handles live; lives as long as the call.
  AssociationGroup* group = nullptr;
  /// The host that the call came from; the session's, as valid as `stub`.
  std::string_view client_host;
  /// The host at which its client found the server, as valid as `client_host`.
  std::string_view server_host;

  /// The answer's stub, appended to by the interface; empty when it begins.
  Bytes* reply = nullptr;
  /// The fault that answers instead, if not 0.
  std::uint32_t fault = 0;
  /// The unique number that the stub carried, if the interface has a place for it.
  std::uint64_t intent = 0;
  /// False if the stub could not be decoded: the operation itself was never entered.
  bool entered = true;
  /// What the interface wants to be known once the answer is on its way, so that an action that
  /// this triggers finds the call finished.
  std::optional<Happening> announcement;

  /// Answers with fault `status`, raised by the operation itself.
  void raise(std::uint32_t status) { fault = status; }
  /// Answers that the stub makes no sense (MS-RPCE §3.1.3.5.2: always this status).
  void refuse_stub() {
    fault = bad_stub_data;
    entered = false;
  }

  static constexpr std::uint32_t bad_stub_data = 0x6f7;
};

enum class Answer : std::uint8_t {
  /// `Call` holds the answer.
  now,
  /// `finish` makes the answer, and may take time.
  later,
};

/// An interface as a server hosts it. Outlives the servers that do.
class ServedInterface {
 public:
  virtual ~ServedInterface() = default;

  [[nodiscard]] virtual const InterfaceDescription& description() const = 0;

  /// Runs operation `call.opnum`, which is one of the description's.
  virtual Answer serve(Call& call) = 0;

  /// Completes a call for which `serve` said `later`. Destroying the task cancels it. Handles may
  /// be run down while it waits: it finds them again.
  virtual io::Task<void> finish(Call& call);
};

}  // namespace ripcord::peers
