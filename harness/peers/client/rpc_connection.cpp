#include "harness/peers/client/rpc_connection.hpp"

#include "transports/base/assert.hpp"
#include "transports/dcerpc/fragmentation.hpp"
#include "transports/dcerpc/status.hpp"
#include "transports/io/deadline.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace ripcord::peers {
namespace {

using scenario::ResponseMatch;
namespace nca = dcerpc::nca;
namespace pfc = dcerpc::pfc;
namespace win32 = dcerpc::win32;

/// The most that this client takes of one response: far above any answer of the interfaces that it
/// speaks, and a bound on what a broken server can make it hold.
constexpr std::size_t response_size_max = std::size_t{16} * 1024 * 1024;

/// A stream read that is not waited for.
class Glance : public io::ReadOperation {
 public:
  explicit Glance(MutableByteView room) : ReadOperation([](io::Operation&) {}, room) {}
};

/// Statuses that vouch by themselves that the operation was not entered.
bool says_not_executed(const dcerpc::Fault& fault) {
  return fault.header.has(pfc::did_not_execute) || fault.status == nca::manager_not_entered ||
         dcerpc::win32_from_fault(fault.status) == win32::rpc_s_call_failed_dne;
}

std::uint16_t checked_fragment_size(std::uint32_t size) {
  return static_cast<std::uint16_t>(
      std::clamp<std::uint32_t>(size, dcerpc::frag_size::must_receive, 0xffff));
}

/// The server refused the one context that was proposed; the connection stands.
CallFailure refusal(const dcerpc::ContextAnswer& answer) {
  const std::uint32_t error = dcerpc::win32_from_refusal(answer);
  const bool unknown = error == win32::rpc_s_unknown_if;
  return {
      Stage::bind, unknown ? Trouble::interface_unknown : Trouble::refused, Executed::no, error};
}

/// The server ended the connection by a bind_nak.
CallFailure refusal(const dcerpc::Bind& bind, const dcerpc::BindNak& nak) {
  const std::uint32_t error = dcerpc::win32_from_nak(nak.provider_reject_reason);
  const bool unspecified = nak.provider_reject_reason == dcerpc::RejectReason::reason_not_specified;
  Trouble trouble = Trouble::refused;
  if (unspecified && bind.assoc_group_id != 0) trouble = Trouble::association_lost;
  if (error == win32::rpc_s_server_too_busy) trouble = Trouble::too_busy;
  return {Stage::bind, trouble, Executed::no, error};
}

}  // namespace

io::Task<Called<void>> RpcConnection::connect(io::Address remote, Time deadline) {
  port_ = remote.port;
  number_ = ++context_.last_connection;
  Result<std::unique_ptr<io::Stream>> stream =
      co_await context_.network.connect(std::move(remote), deadline);
  if (!stream) {
    const CallFailure failure = connect_failure(stream.error());
    context_.publisher.publish({.event = Event::connect_failed,
                                .port = port_,
                                .status = failure.error,
                                .connection = number_});
    co_return failure;
  }
  stream_ = std::move(*stream);
  context_.publisher.publish({.event = Event::connected, .port = port_, .connection = number_});
  co_return Called<void>();
}

io::Task<Called<void>> RpcConnection::bind(dcerpc::SyntaxId interface,
                                           std::uint32_t assoc_group_id,
                                           Time deadline) {
  dcerpc::Bind bind;
  const bool first = !bound_;
  bind.header.ptype = first ? dcerpc::PduType::bind : dcerpc::PduType::alter_context;
  bind.header.call_id = advance_call_id();
  bind.header.packed_drep = dcerpc::DataRepresentation::of(context_.byte_order());
  bind.max_xmit_frag = checked_fragment_size(context_.spec.fragment_size);
  bind.max_recv_frag = bind.max_xmit_frag;
  bind.assoc_group_id = first ? assoc_group_id : assoc_group_id_;
  const auto p_cont_id = static_cast<std::uint16_t>(contexts_.size());
  bind.p_context_elem.push_back(
      {.p_cont_id = p_cont_id, .abstract_syntax = interface, .transfer_syntaxes = {dcerpc::ndr20}});
  outgoing_.clear();
  dcerpc::encode(bind, outgoing_);
  busy_ = true;

  const io::Deadline limit(context_.runtime(), *stream_, deadline);
  const Result<void> sent = co_await io::write_all(*stream_, outgoing_);
  if (!sent) co_return give_up(bind_lost(sent.error()));
  const Called<void> read = co_await read_unit(Stage::bind, Executed::no);
  if (!read) co_return read.error();
  const Called<void> accepted = accept_binding(bind);
  busy_ = false;
  context_.publisher.publish({.event = accepted ? Event::bound : Event::bind_refused,
                              .interface = &bind.p_context_elem.front().abstract_syntax,
                              .port = port_,
                              .status = accepted ? 0 : accepted.error().error,
                              .connection = number_});
  co_return accepted;
}

/// Reads the answer to `bind`, which is the unit at the buffer's front.
Called<void> RpcConnection::accept_binding(const dcerpc::Bind& bind) {
  const Decoded<dcerpc::Pdu> pdu = dcerpc::decode(buffer_.unit());
  const auto* ack = pdu ? std::get_if<dcerpc::BindAck>(&*pdu) : nullptr;
  const auto* nak = pdu ? std::get_if<dcerpc::BindNak>(&*pdu) : nullptr;
  const auto* fault = pdu ? std::get_if<dcerpc::Fault>(&*pdu) : nullptr;
  if (nak != nullptr) return give_up(refusal(bind, *nak));
  if (fault != nullptr) {
    CallFailure failure = fault_failure(*fault);
    failure.stage = Stage::bind;
    failure.executed = Executed::no;
    return give_up(failure);
  }
  if (ack == nullptr) return give_up(illegal_answer(Stage::bind, Executed::no));
  const Result<std::vector<dcerpc::NegotiatedContext>> accepted =
      dcerpc::accepted_contexts(bind, *ack);
  if (!accepted) return give_up(illegal_answer(Stage::bind, Executed::no));
  bound_ = true;
  assoc_group_id_ = ack->assoc_group_id;
  fragment_size_ =
      std::max(std::min(ack->max_recv_frag, bind.max_xmit_frag), dcerpc::frag_size::must_receive);
  buffer_.pop();
  if (accepted->empty()) return refusal(ack->p_results.front());
  contexts_.push_back(accepted->front());
  return {};
}

io::Task<Called<void>> RpcConnection::call(dcerpc::SyntaxId interface,
                                           Request request,
                                           Bytes& answer,
                                           Time deadline) {
  const auto context =
      std::ranges::find(contexts_, interface, &dcerpc::NegotiatedContext::abstract_syntax);
  RIPCORD_ASSERT(context != contexts_.end());
  const std::uint16_t p_cont_id = context->p_cont_id;
  answer.clear();
  advance_call_id();
  busy_ = true;

  const io::Deadline limit(context_.runtime(), *stream_, deadline);
  dcerpc::Fragments fragments(request.stub, {.frag_size_max = fragment_size_});
  do {
    encode_requests(p_cont_id, request.opnum, fragments);
    const Result<void> sent = co_await io::write_all(*stream_, outgoing_);
    // A server cannot dispatch a request whose last fragment it has not seen whole.
    if (!sent) co_return give_up(call_lost(sent.error(), Executed::no));
  } while (!fragments.is_done());
  dcerpc::Reassembly reassembly(response_size_max);
  Called<bool> whole = false;
  while (whole && !*whole) {
    // Mostly the answer comes in one read; a coroutine only where more are needed.
    if (buffer_.front() != PduBuffer::Front::unit) {
      const Called<void> read = co_await read_unit(Stage::call, Executed::maybe);
      if (!read) co_return read.error();
    }
    whole = take_unit(p_cont_id, reassembly, answer);
  }
  busy_ = false;
  if (!whole) co_return whole.error();
  co_return Called<void>();
}

/// Takes the unit at the buffer's front as part of the answer. True once the answer is whole.
Called<bool> RpcConnection::take_unit(std::uint16_t p_cont_id,
                                      dcerpc::Reassembly& reassembly,
                                      Bytes& answer) {
  const ByteView unit = buffer_.unit();
  const Decoded<dcerpc::Header> header = dcerpc::decode_header(unit);
  RIPCORD_ASSERT(header.has_value());  // else the buffer had lost its framing
  const bool strict = context_.spec.response_match == ResponseMatch::strict;
  // A server that is about to go asks its clients to close when they have nothing to do.
  if (header->ptype == dcerpc::PduType::shutdown && strict) {
    shutdown_asked_ = true;
    buffer_.pop();
    return false;
  }
  if (header->ptype == dcerpc::PduType::fault) {
    const Decoded<dcerpc::Fault> fault = dcerpc::decode_as<dcerpc::Fault>(*header, unit);
    const bool matches = !strict || (fault && fault->header.call_id == call_id_);
    if (!fault || !matches) return give_up(illegal_answer(Stage::call, Executed::maybe));
    const CallFailure failure = fault_failure(*fault);
    buffer_.pop();
    return failure;
  }
  const Decoded<dcerpc::Response> response = dcerpc::decode_as<dcerpc::Response>(*header, unit);
  if (!strict && !response) {
    // M16: whatever it was, it is taken for an empty answer.
    buffer_.pop();
    return true;
  }
  if (!response) return give_up(illegal_answer(Stage::call, Executed::maybe));
  // Servers of Windows' habits answer with one octet of the context id.
  const bool same_context = (response->p_cont_id & 0xffU) == (p_cont_id & 0xffU);
  if (strict && (response->header.call_id != call_id_ || !same_context)) {
    return give_up(illegal_answer(Stage::call, Executed::maybe));
  }
  const Result<std::optional<ByteView>> stub =
      reassembly.add(response->header, response->alloc_hint, response->stub);
  if (!stub) return give_up(illegal_answer(Stage::call, Executed::maybe));
  if (*stub) answer.assign((*stub)->begin(), (*stub)->end());
  answer_order_ = response->header.byte_order();
  buffer_.pop();
  return stub->has_value();
}

/// Waits until a whole unit is at the buffer's front.
io::Task<Called<void>> RpcConnection::read_unit(Stage stage, Executed executed) {
  while (true) {
    const PduBuffer::Front front = buffer_.front();
    if (front == PduBuffer::Front::unit) co_return Called<void>();
    if (front == PduBuffer::Front::lost) co_return give_up(illegal_answer(stage, executed));
    const Result<std::size_t> count = co_await stream_->read_some(buffer_.room());
    if (!count) {
      const CallFailure failure =
          stage == Stage::bind ? bind_lost(count.error()) : call_lost(count.error(), executed);
      co_return give_up(failure);
    }
    buffer_.added(*count);
    const bool naive = context_.spec.pdu_framing == scenario::PduFraming::one_read ||
                       has(context_.defects, Defect::breaks_under_split);
    if (!naive) continue;
    if (buffer_.front() != PduBuffer::Front::unit) {
      co_return give_up(illegal_answer(stage, executed));
    }
    if (context_.spec.pdu_framing == scenario::PduFraming::one_read) buffer_.forget_behind();
  }
}

bool RpcConnection::looks_alive() {
  if (!stream_ || shutdown_asked_ || !buffer_.rest().empty()) return false;
  Glance glance(buffer_.room());
  // What is pending leaves the stream with the glance; anything else is an end or an intruder.
  return stream_->start_read(glance) == io::Start::pending;
}

bool RpcConnection::is_bound(const dcerpc::SyntaxId& interface) const {
  return std::ranges::find(contexts_, interface, &dcerpc::NegotiatedContext::abstract_syntax) !=
         contexts_.end();
}

void RpcConnection::close() noexcept {
  if (!stream_) return;
  stream_.reset();
  context_.publisher.publish({.event = Event::disconnected, .port = port_, .connection = number_});
}

/// Puts the next fragments into `outgoing_`: a window of them, so that what is written is still in
/// the cache.
void RpcConnection::encode_requests(std::uint16_t p_cont_id,
                                    std::uint16_t opnum,
                                    dcerpc::Fragments& fragments) {
  dcerpc::Request pdu;
  pdu.header.call_id = call_id_;
  pdu.header.packed_drep = dcerpc::DataRepresentation::of(context_.byte_order());
  pdu.p_cont_id = p_cont_id;
  pdu.opnum = opnum;
  outgoing_.clear();
  while (outgoing_.size() < write_size && !fragments.is_done()) {
    const std::optional<dcerpc::Fragment> fragment = fragments.next();
    pdu.header.pfc_flags = fragment->pfc_flags;
    pdu.alloc_hint = fragment->alloc_hint;
    pdu.stub = fragment->stub;
    dcerpc::encode(pdu, outgoing_);
  }
}

/// The connection survives a fault: the server has answered (MS-RPCE §3.3.3.5).
CallFailure RpcConnection::fault_failure(const dcerpc::Fault& fault) {
  const Executed executed = says_not_executed(fault) ? Executed::no : Executed::maybe;
  Trouble trouble = Trouble::faulted;
  if (fault.status == nca::unk_if) trouble = Trouble::interface_unknown;
  if (fault.status == nca::server_too_busy) trouble = Trouble::too_busy;
  if (fault.status == nca::fault_context_mismatch) trouble = Trouble::association_lost;
  return {Stage::call, trouble, executed, dcerpc::win32_from_fault(fault.status), fault.status};
}

CallFailure RpcConnection::give_up(const CallFailure& failure) {
  close();
  return failure;
}

std::uint32_t RpcConnection::advance_call_id() {
  const bool falling = has(context_.defects, Defect::illegal_pdu);
  if (falling && call_id_ > 1) return --call_id_;
  return ++call_id_;
}

}  // namespace ripcord::peers
