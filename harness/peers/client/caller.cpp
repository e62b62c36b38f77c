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

io::Task<Called<Bytes>> Caller::call(Request request) {
  intent_ = context_.new_intent();
  publish(Event::call_started, request, 0);
  Pause pause(context_);
  Bytes answer;
  Called<void> called = co_await call_once(request, answer);
  while (!called && may_send_again(called.error(), context_) && pause.left()) {
    publish(Event::call_retried, request, called.error().error);
    co_await pause.wait();
    called = co_await call_once(request, answer);
  }
  publish(Event::call_finished, request, called ? 0 : called.error().error);
  if (!called) co_return called.error();
  co_return std::move(answer);
}

io::Task<Called<void>> Caller::probe() {
  const Called<void> connected = co_await binding_.connect();
  co_return connected;
}

io::Task<Called<void>> Caller::call_once(const Request& request, Bytes& answer) {
  if (!binding_.ready()) {
    const Called<void> connected = co_await binding_.connect();
    if (!connected) co_return connected.error();
  }
  const Called<void> called = co_await binding_.call(request, answer);
  if (called) answer_order_ = binding_.answer_order();
  co_return called;
}

void Caller::publish(Event event, const Request& request, std::uint32_t status) {
  context_.publisher.publish({.event = event,
                              .interface = &interface_,
                              .operation = request.opnum,
                              .status = status,
                              .intent = intent_});
}

}  // namespace ripcord::peers
