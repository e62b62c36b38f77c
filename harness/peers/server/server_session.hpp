#pragma once

#include "harness/peers/server/association_groups.hpp"
#include "harness/peers/server/interface_set.hpp"
#include "harness/peers/server/server_habits.hpp"
#include "harness/peers/server/session_table.hpp"
#include "transports/dcerpc/fragmentation.hpp"
#include "transports/dcerpc/negotiation.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace ripcord::peers {

/// What a session shares with its server; all outlives it.
struct SessionSettings {
  const ServerHabits& habits;
  const InterfaceSet& interfaces;
  AssociationGroups& groups;
  /// The largest fragment that the server agrees to, in bytes.
  std::uint16_t fragment_max = dcerpc::frag_size::tcp_max;
};

/// Where a connection came from, and where it arrived.
struct SessionEnds {
  std::string client_host;
  std::string server_host;
  std::uint16_t server_port = 0;
};

/// The server's side of one connection: whole PDUs in, PDUs out, calls to run in between. Pure: the
/// laws are in `session_table.hpp`, the order of a bind's checks in `bind` below.
///
///     receive(unit) --read-----> send outgoing(), read on
///                   --dispatch-> run call() on target(), answer(), send outgoing(), read on
///                   --close----> send outgoing(), finish the stream
class ServerSession {
 public:
  enum class Next : std::uint8_t { read, dispatch, close };

  ServerSession(const SessionSettings& settings, SessionEnds ends);
  /// Leaves its association group.
  ~ServerSession();
  ServerSession(const ServerSession&) = delete;
  ServerSession& operator=(const ServerSession&) = delete;

  /// Takes one whole unit. It must stay where it is until the call that it completes is answered.
  Next receive(ByteView unit);
  /// The stream can no longer be cut into units; `front` is where that was seen.
  Next lose_framing(ByteView front);

  /// After `dispatch`: the call to run, and on whom.
  [[nodiscard]] Call& call() { return call_; }
  [[nodiscard]] ServedInterface& target() const { return *target_; }
  /// The call was run: `call()` holds its answer.
  void answer();

  /// What is to be sent now; the driver clears it.
  [[nodiscard]] Bytes& outgoing() { return outgoing_; }
  [[nodiscard]] SessionState state() const { return state_; }
  /// The call_id of the call that was dispatched last.
  [[nodiscard]] std::uint32_t call_id() const { return call_id_; }

 private:
  struct FaultAt;

  Next bind(const dcerpc::Header& header, ByteView unit);
  Next alter(const dcerpc::Header& header, ByteView unit);
  Next begin_call(const dcerpc::Header& header, ByteView unit);
  Next continue_call(const dcerpc::Header& header, ByteView unit);
  Next judge_stray(const dcerpc::Header& header);
  Next break_call(const dcerpc::Header& header);
  Next collect(const dcerpc::Request& request);
  Next dispatch(ByteView stub);
  Next refuse_call(std::uint32_t status, std::uint16_t p_cont_id);
  Next refuse_bind(std::uint32_t call_id, dcerpc::RejectReason reason);
  Next fail(const FaultAt& fault);
  Next end();

  [[nodiscard]] dcerpc::ContextPolicy context_policy() const;
  [[nodiscard]] const dcerpc::NegotiatedContext* find_context(std::uint16_t p_cont_id) const;
  [[nodiscard]] std::uint32_t check_call(std::uint16_t p_cont_id, std::uint16_t opnum);
  void acknowledge(const dcerpc::Header& header, const dcerpc::ContextDecision& decision);
  void send_fault(const FaultAt& fault);
  void send_response();

  const SessionSettings& settings_;
  SessionEnds ends_;
  SessionState state_ = SessionState::unbound;
  AssociationGroup* group_ = nullptr;
  std::vector<dcerpc::NegotiatedContext> contexts_;
  std::uint16_t fragment_size_ = dcerpc::frag_size::negotiated_min;
  bool multiplexed_ = false;
  bool tainted_ = false;
  std::uint32_t highest_call_id_ = 0;

  dcerpc::Reassembly reassembly_{dcerpc::request_stub_size_max};
  /// The open or dispatched call.
  std::uint32_t call_id_ = 0;
  std::uint16_t p_cont_id_ = 0;
  Call call_;
  ServedInterface* target_ = nullptr;
  Bytes reply_;
  Bytes outgoing_;
};

}  // namespace ripcord::peers
