#include "harness/peers/server/server_session.hpp"

#include "transports/base/assert.hpp"
#include "transports/base/reader.hpp"
#include "transports/dcerpc/status.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace ripcord::peers {
namespace {

using dcerpc::Header;
using dcerpc::RejectReason;
namespace nca = dcerpc::nca;
namespace pfc = dcerpc::pfc;

constexpr std::uint32_t call_id_max = 0x7fffffff;
/// The features of bind time feature negotiation that current servers know.
constexpr std::uint64_t features_known = dcerpc::bind_time_feature::security_context_multiplexing |
                                         dcerpc::bind_time_feature::keep_connection_on_orphan;
/// Contexts a connection may have for each interface registered (MS-RPCE §3.3.3.5.5).
constexpr std::size_t contexts_per_interface_max = 4000;
/// Flags of a bind that are echoed when they were asked for.
constexpr std::uint8_t echoed_flags = pfc::conc_mpx | pfc::support_header_sign;
constexpr std::array transfer_syntaxes{dcerpc::ndr20};

/// ASCII, IEEE floats, zeros behind: what current servers insist on.
bool is_usual(const dcerpc::DataRepresentation& drep) {
  return (drep.octets[0] & ~0x10U) == 0 && drep.octets[1] == 0 && drep.octets[2] == 0 &&
         drep.octets[3] == 0;
}

}  // namespace

/// Which call a fault answers, and whether it vouches that the operation was not entered.
struct ServerSession::FaultAt {
  std::uint32_t status = 0;
  std::uint32_t call_id = 0;
  std::uint16_t p_cont_id = 0;
  std::uint8_t pfc_flags = 0;
};

ServerSession::ServerSession(const SessionSettings& settings, SessionEnds ends)
    : settings_(settings), ends_(std::move(ends)) {}

ServerSession::~ServerSession() {
  if (group_ != nullptr) settings_.groups.leave(*group_);
}

ServerSession::Next ServerSession::receive(ByteView unit) {
  const Decoded<Header> decoded = dcerpc::decode_header(unit);
  if (!decoded || !is_usual(decoded->packed_drep)) return lose_framing(unit);
  const Header& header = *decoded;
  switch (reaction_to(state_, classify(header))) {
    case SessionReaction::accept_bind:
      return bind(header, unit);
    case SessionReaction::refuse_bind:
      return refuse_bind(header.call_id, RejectReason::reason_not_specified);
    case SessionReaction::alter:
      return alter(header, unit);
    case SessionReaction::taint:
      tainted_ = true;
      return Next::read;
    case SessionReaction::begin_call:
      return begin_call(header, unit);
    case SessionReaction::continue_call:
      return continue_call(header, unit);
    case SessionReaction::judge_stray:
      return judge_stray(header);
    case SessionReaction::break_call:
      return break_call(header);
    case SessionReaction::ignore:
      return Next::read;
    case SessionReaction::end:
      return end();
  }
  RIPCORD_ASSERT(false);
  return end();
}

ServerSession::Next ServerSession::lose_framing(ByteView front) {
  const bool answered = settings_.habits.bad_header == ServerHabits::BadHeader::answered;
  if (!answered || state_ != SessionState::unbound) return end();
  Reader reader(front);
  reader.skip(dcerpc::header_size - sizeof(std::uint32_t));
  return refuse_bind(reader.u32(), RejectReason::protocol_version_not_supported);
}

// The order of the checks is that of Windows servers: the association group, then the contexts,
// then what the bind says about security, of which this server offers none.
ServerSession::Next ServerSession::bind(const Header& header, ByteView unit) {
  const Decoded<dcerpc::Bind> bind = dcerpc::decode_as<dcerpc::Bind>(header, unit);
  if (!bind) return refuse_bind(header.call_id, dcerpc::reject_reason(bind.error().code));
  if (bind->assoc_group_id != 0) {
    group_ = settings_.groups.join(bind->assoc_group_id, ends_.client_host);
    if (group_ == nullptr) return refuse_bind(header.call_id, RejectReason::reason_not_specified);
  }
  Result<dcerpc::ContextDecision> decision =
      dcerpc::decide_contexts(*bind, contexts_, context_policy());
  if (!decision) return refuse_bind(header.call_id, dcerpc::reject_reason(decision.error()));
  if (bind->auth) {
    return refuse_bind(header.call_id, RejectReason::authentication_type_not_recognized);
  }
  if (group_ == nullptr) group_ = settings_.groups.create(ends_.client_host);
  if (group_ == nullptr) return refuse_bind(header.call_id, RejectReason::local_limit_exceeded);

  fragment_size_ = dcerpc::negotiate_frag_size(
      {.max_xmit_frag = bind->max_xmit_frag, .max_recv_frag = bind->max_recv_frag},
      settings_.fragment_max);
  multiplexed_ = header.has(pfc::conc_mpx);
  state_ = SessionState::idle;
  acknowledge(header, *decision);
  return Next::read;
}

// alter_context ignores sizes and group: both belong to the connection.
ServerSession::Next ServerSession::alter(const Header& header, ByteView unit) {
  FaultAt fault{.status = nca::proto_error,
                .call_id = header.call_id,
                .p_cont_id = 0,
                .pfc_flags = pfc::did_not_execute};
  const Decoded<dcerpc::Bind> bind = dcerpc::decode_as<dcerpc::Bind>(header, unit);
  if (!bind) return fail(fault);
  if (bind->auth) {
    fault.status = dcerpc::win32::rpc_s_sec_pkg_error;
    return fail(fault);
  }
  const Result<dcerpc::ContextDecision> decision =
      dcerpc::decide_contexts(*bind, contexts_, context_policy());
  if (!decision) return fail(fault);
  acknowledge(header, *decision);
  return Next::read;
}

ServerSession::Next ServerSession::begin_call(const Header& header, ByteView unit) {
  FaultAt fault{.status = nca::proto_error, .call_id = header.call_id};
  const Decoded<dcerpc::Request> request = dcerpc::decode_as<dcerpc::Request>(header, unit);
  if (!request || unit.size() > settings_.habits.fragment_max) return fail(fault);
  const bool positive = settings_.habits.call_ids == ServerHabits::CallIds::positive;
  if (positive && header.call_id > call_id_max) return fail(fault);
  fault.pfc_flags = pfc::did_not_execute;
  if (tainted_) return fail(fault);
  if (request->auth) {
    fault.status = dcerpc::win32::error_access_denied;
    return fail(fault);
  }
  if (header.has(pfc::pending_cancel)) {
    fault.status = dcerpc::win32::rpc_s_no_call_active;
    return fail(fault);
  }
  highest_call_id_ = std::max(highest_call_id_, header.call_id);
  call_id_ = header.call_id;
  p_cont_id_ = request->p_cont_id;
  call_ = Call{.opnum = request->opnum, .order = header.byte_order(), .object = request->object};
  const bool early = settings_.habits.early_fault == ServerHabits::EarlyFault::at_once;
  if (early && !header.has(pfc::last_frag)) {
    const std::uint32_t status = check_call(p_cont_id_, call_.opnum);
    if (status != 0)
      return refuse_call(status, status == nca::unk_if ? std::uint16_t{0} : p_cont_id_);
  }
  return collect(*request);
}

ServerSession::Next ServerSession::continue_call(const Header& header, ByteView unit) {
  const FaultAt fault{.status = nca::proto_error, .call_id = call_id_, .p_cont_id = p_cont_id_};
  // Non-first fragments carry no object, whatever their flags say (C706 §12.6.4.9).
  const Decoded<dcerpc::Request> request = dcerpc::decode_as<dcerpc::Request>(header, unit);
  if (!request || unit.size() > settings_.habits.fragment_max) return fail(fault);
  if (header.call_id != call_id_) return break_call(header);
  return collect(*request);
}

ServerSession::Next ServerSession::collect(const dcerpc::Request& request) {
  const Result<std::optional<ByteView>> stub =
      reassembly_.add(request.header, request.alloc_hint, request.stub);
  if (!stub) {
    const bool too_large = stub.error() == dcerpc::errc::alloc_hint_too_large ||
                           stub.error() == dcerpc::errc::stub_too_large;
    return fail({.status = too_large ? dcerpc::win32::error_access_denied : nca::proto_error,
                 .call_id = call_id_,
                 .p_cont_id = p_cont_id_});
  }
  if (!*stub) {
    state_ = SessionState::collecting;
    return Next::read;
  }
  state_ = SessionState::idle;
  return dispatch(**stub);
}

ServerSession::Next ServerSession::dispatch(ByteView stub) {
  const std::uint32_t status = check_call(p_cont_id_, call_.opnum);
  if (status != 0)
    return refuse_call(status, status == nca::unk_if ? std::uint16_t{0} : p_cont_id_);
  reply_.clear();
  call_.stub = stub;
  call_.group = group_;
  call_.client_host = ends_.client_host;
  call_.server_host = ends_.server_host;
  call_.reply = &reply_;
  return Next::dispatch;
}

// C706 leaves open what a stray fragment gets; MS-RPCE §3.3.3.5.6 forgives those of recent calls,
// which may have been answered by a fault while their fragments were still on the way.
ServerSession::Next ServerSession::judge_stray(const Header& header) {
  const bool forgiving = settings_.habits.stray_fragment == ServerHabits::StrayFragment::dropped;
  if (forgiving && header.call_id <= highest_call_id_ &&
      dcerpc::judge_stray(header.call_id, highest_call_id_) == dcerpc::StrayFragment::dropped) {
    return Next::read;
  }
  return fail({.status = nca::proto_error, .call_id = header.call_id});
}

// One incoming call at a time, even when multiplexed. Who did not ask for multiplexing is told
// which call was disturbed; who did, which one disturbs.
ServerSession::Next ServerSession::break_call(const Header& header) {
  if (multiplexed_) return fail({.status = nca::proto_error, .call_id = header.call_id});
  return fail({.status = nca::proto_error, .call_id = call_id_, .p_cont_id = p_cont_id_});
}

ServerSession::Next ServerSession::refuse_call(std::uint32_t status, std::uint16_t p_cont_id) {
  send_fault({.status = status,
              .call_id = call_id_,
              .p_cont_id = p_cont_id,
              .pfc_flags = pfc::did_not_execute});
  return Next::read;
}

ServerSession::Next ServerSession::refuse_bind(std::uint32_t call_id, RejectReason reason) {
  // Three octets of padding, as Windows pads it (facts of measured servers).
  static constexpr std::array<Byte, 3> padding{};
  dcerpc::BindNak nak;
  nak.header.call_id = call_id;
  nak.provider_reject_reason = reason;
  nak.versions = {dcerpc::RuntimeVersion{}};
  nak.padding = padding;
  dcerpc::encode(nak, outgoing_);
  return end();
}

ServerSession::Next ServerSession::fail(const FaultAt& fault) {
  send_fault(fault);
  return end();
}

ServerSession::Next ServerSession::end() {
  state_ = SessionState::ended;
  return Next::close;
}

void ServerSession::answer() {
  if (call_.fault != 0) {
    send_fault({.status = call_.fault, .call_id = call_id_, .p_cont_id = p_cont_id_});
  } else {
    send_response();
  }
}

dcerpc::ContextPolicy ServerSession::context_policy() const {
  return {.interfaces = settings_.interfaces.ids(),
          .transfer_syntaxes = transfer_syntaxes,
          .features = features_known,
          .contexts_max = contexts_per_interface_max *
                          std::max<std::size_t>(settings_.interfaces.ids().size(), 1)};
}

const dcerpc::NegotiatedContext* ServerSession::find_context(std::uint16_t p_cont_id) const {
  for (const dcerpc::NegotiatedContext& context : contexts_) {
    if (context.p_cont_id == p_cont_id) return &context;
  }
  return nullptr;
}

/// Finds the target of a call; the status that refuses it, or 0.
std::uint32_t ServerSession::check_call(std::uint16_t p_cont_id, std::uint16_t opnum) {
  const dcerpc::NegotiatedContext* context = find_context(p_cont_id);
  target_ = context == nullptr ? nullptr : settings_.interfaces.find(context->abstract_syntax);
  if (target_ == nullptr) return nca::unk_if;
  if (opnum >= target_->description().operations.size()) return nca::op_rng_error;
  return 0;
}

void ServerSession::acknowledge(const Header& header, const dcerpc::ContextDecision& decision) {
  contexts_.insert(contexts_.end(), decision.added.begin(), decision.added.end());
  const bool is_bind = header.ptype == dcerpc::PduType::bind;
  dcerpc::BindAck ack;
  ack.header.ptype = is_bind ? dcerpc::PduType::bind_ack : dcerpc::PduType::alter_context_resp;
  ack.header.pfc_flags = static_cast<std::uint8_t>(pfc::whole | (header.pfc_flags & echoed_flags));
  ack.header.call_id = header.call_id;
  ack.max_xmit_frag = fragment_size_;
  ack.max_recv_frag = fragment_size_;
  ack.assoc_group_id = group_->id();
  if (is_bind) ack.sec_addr = dcerpc::port_spec(std::to_string(ends_.server_port));
  ack.p_results = decision.answers;
  dcerpc::encode(ack, outgoing_);
}

void ServerSession::send_fault(const FaultAt& fault) {
  dcerpc::Fault pdu;
  pdu.header.pfc_flags = static_cast<std::uint8_t>(pfc::whole | fault.pfc_flags);
  pdu.header.call_id = fault.call_id;
  pdu.alloc_hint = settings_.habits.fault_alloc_hint;
  pdu.p_cont_id = fault.p_cont_id;
  pdu.status = fault.status;
  dcerpc::encode(pdu, outgoing_);
}

void ServerSession::send_response() {
  dcerpc::Fragments fragments(
      reply_, {.frag_size_max = fragment_size_, .granule = settings_.habits.response_granule});
  while (const std::optional<dcerpc::Fragment> fragment = fragments.next()) {
    dcerpc::Response response;
    response.header.pfc_flags = fragment->pfc_flags;
    response.header.call_id = call_id_;
    response.alloc_hint = fragment->alloc_hint;
    // One octet of it, as Windows sends it (a quirk that clients have come to expect).
    response.p_cont_id = static_cast<std::uint16_t>(p_cont_id_ & 0xffU);
    response.stub = fragment->stub;
    dcerpc::encode(response, outgoing_);
  }
}

}  // namespace ripcord::peers
