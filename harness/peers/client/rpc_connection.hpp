#pragma once

#include "harness/peers/client/call_failure.hpp"
#include "harness/peers/client/client_context.hpp"
#include "harness/peers/pdu_buffer.hpp"
#include "transports/dcerpc/fragmentation.hpp"
#include "transports/dcerpc/negotiation.hpp"
#include "transports/io/stream.hpp"
#include "transports/io/task.hpp"

#include <cstdint>
#include <memory>
#include <vector>

namespace ripcord::peers {

/// What to call, and with which stub; the caller's.
struct Request {
  std::uint16_t opnum = 0;
  ByteView stub;
};

/// The client's side of one connection: connects, binds, calls, one call at a time.
///
/// A failure that leaves the conversation in doubt closes the connection; after a fault it lives
/// on. Deadlines are absolute.
class RpcConnection {
 public:
  /// `context` outlives the connection.
  explicit RpcConnection(ClientContext& context) : context_(context) {}
  ~RpcConnection() { close(); }
  RpcConnection(const RpcConnection&) = delete;
  RpcConnection& operator=(const RpcConnection&) = delete;

  /// Once, before all else.
  io::Task<Called<void>> connect(io::Address remote, Time deadline);

  /// Binds `interface`: by bind on a new connection, by alter_context later.
  /// `assoc_group_id` is sent in bind only. A context that the server refuses leaves the connection
  /// as it was.
  io::Task<Called<void>> bind(dcerpc::SyntaxId interface,
                              std::uint32_t assoc_group_id,
                              Time deadline);

  /// Calls an operation of `interface`, which is bound, and replaces `answer` by the stub of its
  /// answer. `request.stub` and `answer` outlive the task.
  io::Task<Called<void>> call(dcerpc::SyntaxId interface,
                              Request request,
                              Bytes& answer,
                              Time deadline);

  /// Whether the connection stands as far as can be seen without waiting: looks whether the server
  /// has ended it or has said something that nobody asked for.
  [[nodiscard]] bool looks_alive();

  /// Whether a bind or call was given up in the middle: what comes next on the stream is not known.
  [[nodiscard]] bool in_doubt() const { return busy_; }
  /// Whether there is a stream at all.
  [[nodiscard]] bool open() const { return stream_ != nullptr; }
  /// Whether the server has asked its clients to close when they have nothing to do. Calls are
  /// possible still: whoever holds a context handle has something to do.
  [[nodiscard]] bool asked_to_close() const { return shutdown_asked_; }
  [[nodiscard]] bool is_bound(const dcerpc::SyntaxId& interface) const;
  /// How the server writes integers in its answers, the last one's.
  [[nodiscard]] ByteOrder answer_order() const { return answer_order_; }
  /// As the server gave it; 0 before the bind.
  [[nodiscard]] std::uint32_t assoc_group_id() const { return assoc_group_id_; }

  /// Closes the stream (FIN, or RST where bytes came that nobody read). Idempotent.
  void close() noexcept;

 private:
  /// How many octets of a call's fragments are encoded and written at a time, or a fragment more.
  static constexpr std::size_t write_size = 0x8000;

  io::Task<Called<void>> read_unit(Stage stage, Executed executed);
  Called<bool> take_unit(std::uint16_t p_cont_id, dcerpc::Reassembly& reassembly, Bytes& answer);
  Called<void> accept_binding(const dcerpc::Bind& bind);
  void encode_requests(std::uint16_t p_cont_id, std::uint16_t opnum, dcerpc::Fragments& fragments);
  CallFailure fault_failure(const dcerpc::Fault& fault);
  CallFailure give_up(const CallFailure& failure);
  std::uint32_t advance_call_id();

  ClientContext& context_;
  std::unique_ptr<io::Stream> stream_;
  PduBuffer buffer_;
  Bytes outgoing_;
  std::vector<dcerpc::NegotiatedContext> contexts_;
  std::uint64_t number_ = 0;
  std::uint16_t port_ = 0;
  std::uint16_t fragment_size_ = dcerpc::frag_size::must_receive;
  std::uint32_t assoc_group_id_ = 0;
  std::uint32_t call_id_ = 0;
  ByteOrder answer_order_ = ByteOrder::little_endian;
  bool bound_ = false;
  bool busy_ = false;
  bool shutdown_asked_ = false;
};

}  // namespace ripcord::peers
