#pragma once

#include "harness/peers/client/caller.hpp"
#include "harness/peers/interfaces/echo_service.hpp"
#include "transports/base/prng.hpp"

#include <cstdint>

namespace ripcord::peers {

/// A client of the echo interface that makes its own data and checks every answer.
class EchoClient {
 public:
  /// `context` outlives it; data is drawn from `random`.
  EchoClient(ClientContext& context, const ServiceAddress& service, Prng random)
      : context_(context), caller_(context, echo_interface.id, service), random_(random) {}

  /// One call with `size` bytes of data each way (the seconds of TestSleep). A wrong answer fails
  /// it with ERROR_INVALID_DATA.
  io::Task<Called<void>> call(echo::Opnum opnum, std::uint32_t size);

  /// Of the stubs of the last call, both ways.
  [[nodiscard]] std::uint64_t last_bytes() const { return stub_.size() + answer_.size(); }

  io::Task<Called<void>> probe() { return caller_.probe(); }
  void close() { caller_.close(); }

 private:
  ClientContext& context_;
  Caller caller_;
  Prng random_;
  Bytes stub_;
  Bytes answer_;
};

}  // namespace ripcord::peers
