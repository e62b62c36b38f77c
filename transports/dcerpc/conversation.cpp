#include "transports/dcerpc/conversation.hpp"

#include "transports/base/octets.hpp"

#include <algorithm>
#include <iterator>

namespace ripcord::dcerpc {
namespace {

using protocol::Direction;
using protocol::UnitInfo;

/// A bind with more contexts than a server may accept is not followed further (MS-RPCE §3.3.3.5.5).
constexpr std::size_t contexts_max = 4000;
/// Far above what one connection has under way; then the oldest is given up.
constexpr std::size_t calls_max = 256;
/// Operations counted apart; all that come later share the last counter.
constexpr std::size_t counters_max = 1024;

bool is_call_part(PduType ptype) {
  return ptype == PduType::request || ptype == PduType::response || ptype == PduType::fault;
}

/// Fills in where the stub stands, as far as the lengths make sense.
void locate_stub(const Header& header, ByteView unit, UnitInfo& info) {
  const std::size_t begin = stub_offset(header);
  if (unit.size() < begin) return;
  std::size_t end = unit.size();
  if (header.auth_length > 0 && end - begin >= sec_trailer_size + header.auth_length) {
    end -= sec_trailer_size + header.auth_length;
    const std::size_t auth_pad_length = unit[end + 2];
    end -= std::min(auth_pad_length, end - begin);
  }
  info.stub_offset = static_cast<std::uint32_t>(begin);
  info.stub_size = static_cast<std::uint32_t>(end - begin);
}

}  // namespace

UnitInfo Conversation::observe(Direction direction, ByteView unit) {
  UnitInfo info;
  info.association = association_;
  info.pdu = unknown_pdu;
  const Decoded<Header> header = decode_header(unit);
  if (!header) return info;
  info.call_id = header->call_id;
  if (header->ptype > PduType::rts) return info;
  info.pdu = static_cast<std::uint8_t>(header->ptype);
  if (is_call_part(header->ptype)) {
    info.first_fragment = header->has(pfc::first_frag);
    info.last_fragment = header->has(pfc::last_frag);
    locate_stub(*header, unit, info);
  }
  if (direction == Direction::to_server) {
    client_sent(*header, unit, info);
  } else {
    server_sent(*header, unit, info);
  }
  return info;
}

void Conversation::client_sent(const Header& header, ByteView unit, UnitInfo& info) {
  switch (header.ptype) {
    case PduType::request:
      return request(header, unit, info);
    case PduType::bind:
    case PduType::alter_context:
      return propose(unit, info);
    case PduType::co_cancel:
    case PduType::orphaned:
      if (const Call* call = find_call(header.call_id)) describe(*call, info);
      return;
    default:
      return;
  }
}

void Conversation::server_sent(const Header& header, ByteView unit, UnitInfo& info) {
  switch (header.ptype) {
    case PduType::response:
    case PduType::fault:
      return answer(header, info);
    case PduType::bind_ack:
    case PduType::alter_context_resp:
      return settle(unit, info);
    case PduType::bind_nak: {
      const std::vector<Proposal> refused = take_proposals(header.call_id);
      if (!refused.empty()) info.interface = refused.front().context.subject.interface;
      return;
    }
    default:
      return;
  }
}

void Conversation::request(const Header& header, ByteView unit, UnitInfo& info) {
  // Only the first fragment's context id and opnum count (MS-RPCE §3.3.3.5).
  Call* call =
      header.has(pfc::first_frag) ? &open_call(header, unit) : incomplete_call(header.call_id);
  if (call == nullptr) return;
  describe(*call, info);
  advance(call->request, info);
  call->request_complete = header.has(pfc::last_frag);
}

void Conversation::answer(const Header& header, UnitInfo& info) {
  Call* call = find_call(header.call_id);
  if (call == nullptr && header.ptype == PduType::fault) {
    // A refused alter_context is answered by a fault.
    const auto asked = [&](const Proposal& proposal) { return proposal.call_id == header.call_id; };
    if (std::any_of(proposals_.begin(), proposals_.end(), asked)) {
      info.interface = take_proposals(header.call_id).front().context.subject.interface;
      return;
    }
  }
  if (call == nullptr) call = oldest_call();
  if (call == nullptr) return;
  describe(*call, info);
  advance(call->answer, info);
  if (header.has(pfc::last_frag)) calls_.erase(calls_.begin() + (call - calls_.data()));
}

void Conversation::propose(ByteView unit, UnitInfo& info) {
  const Decoded<Bind> bind = decode_as<Bind>(unit);
  if (!bind) return;
  info.association = std::max(association_, bind->assoc_group_id);
  for (const ContextElement& element : bind->p_context_elem) {
    Proposal proposal{.call_id = bind->header.call_id,
                      .context = {element.p_cont_id, subject_of(element.abstract_syntax)}};
    proposal.features = !element.transfer_syntaxes.empty() &&
                        bind_time_features(element.transfer_syntaxes.front()).has_value();
    if (!proposal.features) {
      if (find_context(element.p_cont_id) == nullptr) set_context(proposal.context);
      if (info.interface == protocol::unknown_interface)
        info.interface = proposal.context.subject.interface;
    }
    if (proposals_.size() < contexts_max) proposals_.push_back(proposal);
  }
}

void Conversation::settle(ByteView unit, UnitInfo& info) {
  const Decoded<BindAck> ack = decode_as<BindAck>(unit);
  if (!ack) return;
  if (ack->assoc_group_id != 0) association_ = ack->assoc_group_id;
  info.association = association_;
  const std::vector<Proposal> proposals = take_proposals(ack->header.call_id);
  for (std::size_t i = 0; i < proposals.size(); ++i) {
    if (proposals[i].features) continue;
    Context context = proposals[i].context;
    if (info.interface == protocol::unknown_interface) info.interface = context.subject.interface;
    if (i >= ack->p_results.size()) break;
    const ContextAnswer& result = ack->p_results[i];
    if (result.result != ContextResult::acceptance) continue;
    // Directory messages are read in NDR 2.0 only.
    if (result.transfer_syntax != ndr20) context.subject.directory = false;
    set_context(context);
  }
}

std::vector<Conversation::Proposal> Conversation::take_proposals(std::uint32_t call_id) {
  const auto asked = [&](const Proposal& proposal) { return proposal.call_id == call_id; };
  std::vector<Proposal> taken;
  if (proposals_.empty()) return taken;
  // A server that answers with a call_id of its own answers the oldest.
  if (std::none_of(proposals_.begin(), proposals_.end(), asked))
    call_id = proposals_.front().call_id;
  std::copy_if(proposals_.begin(), proposals_.end(), std::back_inserter(taken), asked);
  proposals_.erase(std::remove_if(proposals_.begin(), proposals_.end(), asked), proposals_.end());
  return taken;
}

void Conversation::describe(const Call& call, UnitInfo& info) {
  info.interface = call.subject.interface;
  info.directory = call.subject.directory;
  info.operation = call.operation;
  info.call = call.number;
}

void Conversation::advance(Progress& progress, UnitInfo& info) {
  info.fragment = ++progress.fragments;
  info.call_offset = progress.stub_size;
  progress.stub_size += info.stub_size;
}

Conversation::Call& Conversation::open_call(const Header& header, ByteView unit) {
  // A call_id names one call: a new first fragment means that the old call is over.
  if (const Call* old = find_call(header.call_id))
    calls_.erase(calls_.begin() + (old - calls_.data()));
  if (calls_.size() == calls_max) calls_.erase(calls_.begin());
  Call call{.call_id = header.call_id, .operation = protocol::no_operation};
  if (unit.size() >= stub_offset(header)) {
    const Byte* at = unit.data() + header_size + 4;
    const Context* context = find_context(load_integer<std::uint16_t>(at, header.byte_order()));
    if (context != nullptr) call.subject = context->subject;
    call.operation = load_integer<std::uint16_t>(at + 2, header.byte_order());
  }
  call.number = next_number(call.subject.interface, call.operation);
  return calls_.emplace_back(call);
}

std::uint32_t Conversation::next_number(protocol::InterfaceIndex interface,
                                        std::uint16_t operation) {
  for (Counter& counter : counters_) {
    if (counter.interface == interface && counter.operation == operation) return ++counter.calls;
  }
  if (counters_.size() < counters_max) counters_.push_back({interface, operation, 0});
  return ++counters_.back().calls;
}

Conversation::Call* Conversation::find_call(std::uint32_t call_id) {
  const auto found = std::find_if(
      calls_.begin(), calls_.end(), [&](const Call& call) { return call.call_id == call_id; });
  return found == calls_.end() ? nullptr : &*found;
}

Conversation::Call* Conversation::incomplete_call(std::uint32_t call_id) {
  Call* named = find_call(call_id);
  if (named != nullptr && !named->request_complete) return named;
  // Requests are not interleaved, so a fragment with a forged call_id belongs to the last one.
  if (calls_.empty() || calls_.back().request_complete) return nullptr;
  return &calls_.back();
}

Conversation::Call* Conversation::oldest_call() {
  const auto complete = std::find_if(
      calls_.begin(), calls_.end(), [](const Call& call) { return call.request_complete; });
  if (complete != calls_.end()) return &*complete;
  return calls_.empty() ? nullptr : &calls_.front();
}

const Conversation::Context* Conversation::find_context(std::uint16_t p_cont_id) const {
  const auto found = std::find_if(contexts_.begin(), contexts_.end(), [&](const Context& context) {
    return context.p_cont_id == p_cont_id;
  });
  return found == contexts_.end() ? nullptr : &*found;
}

Conversation::Subject Conversation::subject_of(const SyntaxId& abstract_syntax) const {
  return {.interface = interfaces_.find(abstract_syntax),
          .directory = is_compatible(epmapper_interface, abstract_syntax)};
}

void Conversation::set_context(const Context& context) {
  const auto found = std::find_if(contexts_.begin(), contexts_.end(), [&](const Context& known) {
    return known.p_cont_id == context.p_cont_id;
  });
  if (found != contexts_.end()) {
    *found = context;
  } else if (contexts_.size() < contexts_max) {
    contexts_.push_back(context);
  }
}

}  // namespace ripcord::dcerpc
