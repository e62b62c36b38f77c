#pragma once

#include "harness/load/line.hpp"
#include "harness/peers/client/caller.hpp"
#include "harness/peers/client/echo_client.hpp"

#include <optional>
#include <utility>

namespace ripcord::peers {

/// A line that calls one operation with the same stub each time, and takes any answer for right.
class CallLine final : public load::Line {
 public:
  /// `context`, `failure` and the stub of `request` outlive it. `failure` becomes the first one of
  /// all lines that share it.
  CallLine(ClientContext& context,
           const dcerpc::SyntaxId& interface,
           const ServiceAddress& service,
           const Request& request,
           std::optional<CallFailure>& failure)
      : caller_(context, interface, service), request_(request), failure_(failure) {}

  io::Task<std::optional<std::uint64_t>> call() override;

 private:
  Caller caller_;
  Request request_;
  Bytes answer_;
  std::optional<CallFailure>& failure_;
};

/// A line that calls echo with data of its own each time, and checks every answer.
class EchoLine final : public load::Line {
 public:
  struct Words {
    echo::Opnum opnum;
    /// Bytes of data each way.
    std::uint32_t size = 0;
  };

  /// `context` and `failure` outlive it; data is drawn from `random`.
  EchoLine(ClientContext& context,
           const ServiceAddress& service,
           Prng random,
           Words words,
           std::optional<CallFailure>& failure)
      : client_(context, service, random), words_(words), failure_(failure) {}

  io::Task<std::optional<std::uint64_t>> call() override;
  void close() { client_.close(); }

 private:
  EchoClient client_;
  Words words_;
  std::optional<CallFailure>& failure_;
};

}  // namespace ripcord::peers
