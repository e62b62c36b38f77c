#include "harness/peers/client/caller.hpp"

#include "harness/peers/client/pause.hpp"
#include "harness/peers/client/retry.hpp"

#include <utility>

namespace ripcord::peers {

Caller::Caller(ClientContext& context,
               const dcerpc::SyntaxId& interface,
               const ServiceAddress& service)
    : context_(context),
      interface_(interface),
      association_(context.spec.assoc_group),
      binding_(context,
               association_,
               {.interface = interface, .host = service.host, .port = service.port}) {}

// One coroutine for all tries: in one of its own each would cost more than its bookkeeping.
io::Task<Called<void>> Caller::call(Request request, Bytes& answer) {
  intent_ = context_.new_intent();
  publish(Event::call_started, request, 0);
  Pause pause(context_);
  while (true) {
    Called<void> called;
    if (!binding_.ready()) called = co_await binding_.connect();
    if (called) called = co_await binding_.call(request, answer);
    if (called) answer_order_ = binding_.answer_order();
    if (called || !may_send_again(called.error(), context_) || !pause.left()) {
      publish(Event::call_finished, request, called ? 0 : called.error().error);
      co_return called;
    }
    publish(Event::call_retried, request, called.error().error);
    co_await pause.wait();
  }
}

io::Task<Called<void>> Caller::probe() {
  const Called<void> connected = co_await binding_.connect();
  co_return connected;
}

void Caller::publish(Event event, const Request& request, std::uint32_t status) {
  context_.publisher.publish({.event = event,
                              .interface = &interface_,
                              .operation = request.opnum,
                              .status = status,
                              .intent = intent_});
}

}  // namespace ripcord::peers
