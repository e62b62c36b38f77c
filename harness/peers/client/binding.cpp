#include "harness/peers/client/binding.hpp"

#include "harness/peers/client/pause.hpp"
#include "harness/peers/client/resolver.hpp"
#include "transports/base/assert.hpp"
#include "transports/dcerpc/management.hpp"
#include "transports/dcerpc/status.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace ripcord::peers {
namespace {

using scenario::EndpointPolicy;
using scenario::TimeLimit;

/// M19: the buffer of an NT client for a host's name, its closing NUL included.
constexpr std::size_t host_buffer_size = 16;

CallFailure overrun() {
  return {Stage::local, Trouble::crashed, Executed::no, dcerpc::win32::rpc_s_server_unavailable};
}

/// The server at a tower answers, and says that it does not listen.
CallFailure not_listening() {
  return {Stage::bind, Trouble::unreachable, Executed::no, dcerpc::win32::rpc_s_server_unavailable};
}

}  // namespace

Binding::Binding(ClientContext& context, Association& association, Target target)
    : context_(context), association_(association), target_(std::move(target)) {
  if (target_.port) towers_ = {{.interface = target_.interface, .port = *target_.port}};
}

bool Binding::ready() {
  if (!connected() || connection_->in_doubt()) return false;
  if (generation_ != association_.generation()) return false;
  return context_.spec.idle_connection == scenario::IdleConnection::blind ||
         connection_->looks_alive();
}

io::Task<Called<void>> Binding::connect() {
  if (ready()) co_return Called<void>();
  if (connected()) lose_connection();
  const Called<void> connected_anew = co_await connect_anew();
  co_return connected_anew;
}

io::Task<Called<void>> Binding::connect_anew() {
  const bool fixed = context_.spec.name_buffer == scenario::NameBuffer::fixed;
  if (fixed && target_.host.size() >= host_buffer_size) co_return overrun();
  Pause pause(context_);
  while (true) {
    Called<void> tried = co_await find_towers();
    if (tried) tried = co_await try_towers();
    if (tried) co_return tried;
    const CallFailure& failure = tried.error();
    const bool lost = failure.trouble == Trouble::association_lost;
    const bool regroup = lost && context_.spec.assoc_group == scenario::AssocGroup::fresh;
    if (regroup) association_.lose();
    const bool again =
        regroup || failure.trouble == Trouble::too_busy || may_resolve_again(failure);
    if (!again || !pause.left()) co_return tried;
    if (may_resolve_again(failure)) reset();
    co_await pause.wait();
  }
}

// Which trouble may be the sign of a stale mapping, so that asking the mapper again may cure it.
// Nothing was sent as a request yet, so trying again is always safe.
bool Binding::may_resolve_again(const CallFailure& failure) const {
  // M1: the endpoint is for ever. M2: a reset does not reach a copy.
  if (target_.port || is_copy_) return false;
  if (context_.spec.endpoint_policy == EndpointPolicy::cached) return false;
  switch (failure.trouble) {
    case Trouble::unreachable:
    case Trouble::timed_out:
    case Trouble::connection_lost:
    case Trouble::illegal_answer:
      return failure.stage != Stage::resolve;
    case Trouble::interface_unknown:
      return context_.spec.unknown_interface == scenario::UnknownInterface::stale;
    case Trouble::not_registered:
      // A service that moves is not registered for a moment.
      return true;
    default:
      return false;
  }
}

/// Asks the mapper if the handle is partially bound.
io::Task<Called<void>> Binding::find_towers() {
  if (fully_bound()) co_return Called<void>();
  Called<std::vector<Tower>> resolved = co_await resolve(context_, target_.interface, target_.host);
  if (resolved) {
    towers_ = std::move(*resolved);
    validated_ = context_.spec.endpoint_policy == EndpointPolicy::validated;
    co_return Called<void>();
  }
  const bool go_back = context_.spec.mapper_failure == scenario::MapperFailure::previous_endpoint;
  if (resolved.error().trouble == Trouble::crashed || !go_back || previous_.empty()) {
    co_return resolved.error();
  }
  // M4: the mapper did not answer, so yesterday's answer must do.
  towers_ = previous_;
  validated_ = false;
  co_return Called<void>();
}

io::Task<Called<void>> Binding::try_towers() {
  Called<void> tried = not_listening();
  std::vector<Tower> towers = towers_;
  // First where the association is: another tower's server knows neither it nor its handles.
  const auto home = std::ranges::find(towers, association_.port(), &Tower::port);
  if (home != towers.end()) std::rotate(towers.begin(), home, std::next(home));
  for (const Tower& tower : towers) {
    tried = co_await try_tower(tower);
    if (tried) break;
    // Another tower is no cure for what the server said of the association.
    if (tried.error().trouble == Trouble::association_lost) break;
  }
  if (tried) previous_ = towers_;
  co_return tried;
}

io::Task<Called<void>> Binding::try_tower(Tower tower) {
  const scenario::ClientSpec& spec = context_.spec;
  auto connection = std::make_unique<RpcConnection>(context_);
  Called<void> done = co_await connection->connect(io::Address(target_.host, tower.port),
                                                   context_.deadline(spec.connect_timeout));
  if (!done) co_return done;
  const bool any_version = spec.version_rule == scenario::VersionRule::loose;
  const bool same = tower.interface.uuid == target_.interface.uuid;
  bound_interface_ = any_version && same ? tower.interface : target_.interface;
  done = co_await connection->bind(
      bound_interface_, association_.group_id(), context_.deadline(spec.bind_timeout));
  if (!done) co_return done;
  if (spec.registration == scenario::Registration::probed && !target_.port) {
    done = co_await probe(*connection);
    if (!done) co_return done;
  }
  connection_ = std::move(connection);
  association_.join({.group_id = connection_->assoc_group_id(), .port = tower.port});
  generation_ = association_.generation();
  if (std::exchange(lost_connection_, false)) {
    context_.publisher.publish(
        {.event = Event::reconnected, .interface = &target_.interface, .port = tower.port});
  }
  co_return Called<void>();
}

/// Asks the server itself whether it listens (M10). A server without mgmt cannot be asked; that it
/// took the bind must do.
io::Task<Called<void>> Binding::probe(RpcConnection& connection) {
  namespace mgmt = dcerpc::mgmt;
  const Time deadline = context_.deadline(context_.spec.bind_timeout);
  const Called<void> bound = co_await connection.bind(dcerpc::mgmt_interface, 0, deadline);
  if (!bound) {
    const bool no_mgmt = bound.error().trouble == Trouble::interface_unknown && connection.open();
    if (no_mgmt) co_return Called<void>();
    co_return bound.error();
  }
  const Request question{.opnum = static_cast<std::uint16_t>(mgmt::Opnum::is_server_listening)};
  Bytes answer;
  const Called<void> called =
      co_await connection.call(dcerpc::mgmt_interface, question, answer, deadline);
  if (!called) {
    CallFailure failure = called.error();
    failure.stage = Stage::bind;
    failure.executed = Executed::no;  // nothing of the caller's was sent
    co_return failure;
  }
  const Decoded<mgmt::IsServerListeningOut> out =
      mgmt::decode_stub<mgmt::IsServerListeningOut>(answer, connection.answer_order());
  if (!out) co_return illegal_answer(Stage::bind, Executed::no);
  if (out->status != 0 || out->listening == 0) co_return not_listening();
  // It answered, and asked to be left alone: the next call would find no connection.
  if (connection.asked_to_close()) co_return not_listening();
  co_return Called<void>();
}

io::Task<Called<void>> Binding::call(Request request, Bytes& answer) {
  RIPCORD_ASSERT(connected());
  const Called<void> called = co_await connection_->call(
      bound_interface_, request, answer, context_.deadline(context_.spec.call_timeout));
  answer_order_ = connection_->answer_order();
  if (connection_->asked_to_close()) connection_->close();
  const bool ended = !connection_->open();
  // A server that asked to be left alone has answered: nothing is lost, but the association may be.
  if (called && ended) close();
  if (!called) {
    if (ended) lose_connection();
    // A server that does not know the interface any more is another one than the mapper meant.
    const bool moved =
        may_resolve_again(called.error()) && called.error().trouble == Trouble::interface_unknown;
    if (moved) reset();
  }
  co_return called;
}

void Binding::reset() {
  if (is_copy_ || target_.port) return;
  close();
  towers_.clear();
  validated_ = false;
}

void Binding::copy_endpoint(const Binding& other) {
  towers_ = other.towers_;
  validated_ = other.validated_;
  is_copy_ = context_.spec.binding == scenario::BindingCopy::full_copy;
}

void Binding::lose_connection() {
  close();
  if (has(context_.defects, Defect::cross_connection_effect)) association_.lose();
  lost_connection_ = true;
}

void Binding::close() {
  if (!connection_) return;
  connection_.reset();
  association_.leave(generation_);
}

}  // namespace ripcord::peers
