#pragma once

#include "harness/peers/client/association.hpp"
#include "harness/peers/client/binding.hpp"
#include "harness/peers/client/client_context.hpp"
#include "harness/peers/client/service_address.hpp"
#include "transports/base/bytes.hpp"
#include "transports/io/task.hpp"

#include <cstdint>

namespace ripcord::peers {

/// A client of any interface: calls operations by number with the stubs that it is given, over one
/// binding that it keeps. One call at a time.
class Caller {
 public:
  /// `context` outlives it.
  Caller(ClientContext& context, const dcerpc::SyntaxId& interface, const ServiceAddress& service);
  Caller(const Caller&) = delete;
  Caller& operator=(const Caller&) = delete;

  /// One intent: tried again where that is safe whatever the operation means. `answer` becomes the
  /// answer's stub. It and `request.stub` outlive the task.
  io::Task<Called<void>> call(Request request, Bytes& answer);

  /// Whether the binding that it has still leads to the service.
  io::Task<Called<void>> probe();

  /// Integers of the last answer.
  [[nodiscard]] ByteOrder answer_order() const { return answer_order_; }
  void close() { binding_.close(); }

 private:
  void publish(Event event, const Request& request, std::uint32_t status);

  ClientContext& context_;
  dcerpc::SyntaxId interface_;
  Association association_;
  Binding binding_;
  ByteOrder answer_order_ = ByteOrder::little_endian;
  std::uint64_t intent_ = 0;
};

}  // namespace ripcord::peers
