#pragma once

#include "transports/base/bytes.hpp"
#include "transports/dcerpc/syntax.hpp"

#include <cstdint>
#include <string>

namespace ripcord::e2e {

/// The smallest RPC client: one socket, one PDU at a time, and no wish to survive anything. What
/// goes wrong with the socket is an empty answer, and `reset` tells whether it was a reset.
class RpcSocket {
 public:
  /// Dials `address`, `host:port`.
  explicit RpcSocket(const std::string& address);
  ~RpcSocket();
  RpcSocket(const RpcSocket&) = delete;
  RpcSocket& operator=(const RpcSocket&) = delete;

  /// Asks for `interface`, and returns the answer, one PDU.
  Bytes bind(const dcerpc::SyntaxId& interface);
  /// Calls `opnum` with `stub`, and returns the answer's stub.
  Bytes call(std::uint16_t opnum, const Bytes& stub);
  [[nodiscard]] bool reset() const { return reset_; }

 private:
  void send(const Bytes& unit);
  Bytes receive();
  Bytes read(std::size_t size);

  int socket_ = -1;
  bool reset_ = false;
};

/// The port that the mapper at `address` names for `interface`; 0 if it names none.
[[nodiscard]] std::uint16_t ask_mapper(const std::string& address,
                                       const dcerpc::SyntaxId& interface);

}  // namespace ripcord::e2e
