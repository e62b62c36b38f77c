#include "harness/peers/client/mapper_connection.hpp"

#include "harness/peers/client/pause.hpp"
#include "transports/dcerpc/status.hpp"

#include <utility>

namespace ripcord::peers {
namespace {

namespace ept = dcerpc::ept;

/// Whatever goes wrong on the way to the mapper, the caller learns that no server was reached; only
/// what was lost in the middle keeps its name (facts of measured clients).
CallFailure as_resolve_failure(CallFailure failure) {
  failure.stage = Stage::resolve;
  failure.executed = Executed::no;
  const bool silent = failure.trouble == Trouble::timed_out;
  if (silent) failure.error = dcerpc::win32::rpc_s_server_unavailable;
  return failure;
}

}  // namespace

io::Task<Called<void>> MapperConnection::open(std::string host, Time deadline) {
  deadline_ = deadline;
  const bool patient = context_.spec.mapper_unreachable == scenario::MapperUnreachable::retried;
  Pause pause(context_);
  while (true) {
    const Called<void> connected =
        co_await connection_.connect(io::Address(host, context_.mapper_port), deadline);
    if (connected) break;
    const bool again = patient && connected.error().trouble == Trouble::unreachable && pause.left();
    if (!again) co_return as_resolve_failure(connected.error());
    co_await pause.wait();
  }
  const Called<void> bound = co_await connection_.bind(dcerpc::epmapper_interface, 0, deadline);
  if (!bound) co_return as_resolve_failure(bound.error());
  co_return Called<void>();
}

template <typename Out, typename In>
io::Task<Called<Out>> MapperConnection::ask(ept::Opnum operation, const In& question) {
  Bytes stub;
  ept::encode_stub(question, context_.byte_order(), stub);
  Bytes answer;
  const Request request{.opnum = static_cast<std::uint16_t>(operation), .stub = stub};
  context_.publisher.publish({.event = Event::mapper_queried,
                              .interface = &dcerpc::epmapper_interface,
                              .operation = request.opnum,
                              .port = context_.mapper_port});
  const Called<void> called =
      co_await connection_.call(dcerpc::epmapper_interface, request, answer, deadline_);
  if (!called) co_return as_resolve_failure(called.error());
  const Decoded<Out> out = ept::decode_stub<Out>(answer, connection_.answer_order());
  if (!out) co_return as_resolve_failure(undecodable(out.error()));
  co_return *out;
}

CallFailure MapperConnection::undecodable(const DecodeError& error) const {
  CallFailure failure = illegal_answer(Stage::call, Executed::maybe);
  // M19: what is longer than its limit overruns the buffer that was made for the limit.
  const bool too_long = error.code == dcerpc::errc::array_bounds;
  if (too_long && context_.spec.name_buffer == scenario::NameBuffer::fixed) {
    failure.trouble = Trouble::crashed;
  }
  return failure;
}

io::Task<Called<ept::MapOut>> MapperConnection::map(const ept::MapIn& question) {
  return ask<ept::MapOut>(ept::Opnum::ept_map, question);
}

io::Task<Called<ept::LookupOut>> MapperConnection::lookup(const ept::LookupIn& question) {
  return ask<ept::LookupOut>(ept::Opnum::ept_lookup, question);
}

io::Task<void> MapperConnection::free(const dcerpc::ContextHandle& handle) {
  const ept::LookupHandleFreeIn in{.entry_handle = handle};
  static_cast<void>(co_await ask<ept::LookupHandleFreeOut>(ept::Opnum::ept_lookup_handle_free, in));
}

}  // namespace ripcord::peers
