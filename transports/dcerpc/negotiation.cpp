#include "transports/dcerpc/negotiation.hpp"

#include <algorithm>

namespace ripcord::dcerpc {
namespace {

constexpr ContextAnswer refused(ProviderReason reason) {
  return {.result = ContextResult::provider_rejection, .reason = reason, .transfer_syntax = {}};
}

std::optional<std::uint64_t> features_asked(const ContextElement& element) {
  return bind_time_features(element.transfer_syntaxes.front());
}

/// What makes a whole bind or alter_context unanswerable, whatever the server offers.
ErrorCode check_proposal(const Bind& bind, std::size_t existing, const ContextPolicy& policy) {
  if (bind.p_context_elem.empty()) return errc::no_context;
  std::size_t feature_contexts = 0;
  for (const ContextElement& element : bind.p_context_elem) {
    if (element.transfer_syntaxes.empty()) return errc::no_transfer_syntax;
    if (policy.features && features_asked(element)) ++feature_contexts;
  }
  // MS-RPCE §3.3.1.5.3: one feature context in a bind, none in an alter_context.
  const std::size_t allowed = bind.header.ptype == PduType::alter_context ? 0 : 1;
  if (feature_contexts > allowed) return errc::feature_context;
  if (existing + bind.p_context_elem.size() - feature_contexts > policy.contexts_max)
    return errc::too_many_contexts;
  return {};
}

const NegotiatedContext* find(std::span<const NegotiatedContext> contexts, std::uint16_t id) {
  const auto found = std::find_if(contexts.begin(), contexts.end(), [&](const auto& context) {
    return context.p_cont_id == id;
  });
  return found == contexts.end() ? nullptr : &*found;
}

/// The server's favourite among the transfer syntaxes that the client offers.
std::optional<SyntaxId> choose(const ContextElement& element, std::span<const SyntaxId> supported) {
  for (const SyntaxId& candidate : supported) {
    if (std::find(element.transfer_syntaxes.begin(), element.transfer_syntaxes.end(), candidate) !=
        element.transfer_syntaxes.end())
      return candidate;
  }
  return std::nullopt;
}

ContextAnswer answer(const ContextElement& element,
                     const ContextPolicy& policy,
                     ContextDecision& decision) {
  const bool served =
      std::any_of(policy.interfaces.begin(), policy.interfaces.end(), [&](const SyntaxId& offered) {
        return is_compatible(offered, element.abstract_syntax);
      });
  if (!served) return refused(ProviderReason::abstract_syntax_not_supported);
  const std::optional<SyntaxId> syntax = choose(element, policy.transfer_syntaxes);
  const bool full =
      policy.new_contexts == ContextPolicy::NewContexts::one && !decision.added.empty();
  if (!syntax || full) return refused(ProviderReason::proposed_transfer_syntaxes_not_supported);
  decision.added.push_back({element.p_cont_id, element.abstract_syntax, *syntax});
  return {.transfer_syntax = *syntax};
}

/// A context that the connection already has keeps its transfer syntax.
ContextAnswer answer_again(const ContextElement& element, const NegotiatedContext& known) {
  if (!choose(element, {&known.transfer_syntax, 1}))
    return refused(ProviderReason::proposed_transfer_syntaxes_not_supported);
  return {.transfer_syntax = known.transfer_syntax};
}

}  // namespace

std::uint16_t negotiate_frag_size(FragSizes offered, std::uint16_t transport_max) {
  std::uint16_t size = std::min(offered.max_xmit_frag, offered.max_recv_frag);
  size = std::max(size, frag_size::negotiated_min);
  size = std::min(size, transport_max);
  return static_cast<std::uint16_t>(size & 0xfff8U);
}

Result<ContextDecision> decide_contexts(const Bind& bind,
                                        std::span<const NegotiatedContext> existing,
                                        const ContextPolicy& policy) {
  if (const ErrorCode error = check_proposal(bind, existing.size(), policy)) return error;
  ContextDecision decision;
  for (const ContextElement& element : bind.p_context_elem) {
    if (const auto asked = features_asked(element); asked && policy.features) {
      decision.features = *asked & *policy.features;
      decision.answers.push_back({.result = ContextResult::negotiate_ack,
                                  .reason = static_cast<ProviderReason>(*decision.features)});
      continue;
    }
    const NegotiatedContext* known = find(existing, element.p_cont_id);
    if (known == nullptr) known = find(decision.added, element.p_cont_id);
    if (known == nullptr) {
      decision.answers.push_back(answer(element, policy, decision));
      continue;
    }
    if (known->abstract_syntax != element.abstract_syntax) return errc::context_redefined;
    decision.answers.push_back(answer_again(element, *known));
  }
  return decision;
}

RejectReason reject_reason(ErrorCode failure) {
  if (failure == errc::too_many_contexts) return RejectReason::local_limit_exceeded;
  if (failure == errc::no_transfer_syntax || failure == errc::feature_context ||
      failure == errc::context_redefined)
    return RejectReason::reason_not_specified;
  return RejectReason::protocol_version_not_supported;
}

Result<std::vector<NegotiatedContext>> accepted_contexts(const Bind& bind, const BindAck& ack) {
  if (ack.p_results.size() != bind.p_context_elem.size()) return errc::result_count;
  std::vector<NegotiatedContext> accepted;
  for (std::size_t i = 0; i < ack.p_results.size(); ++i) {
    if (ack.p_results[i].result != ContextResult::acceptance) continue;
    const ContextElement& element = bind.p_context_elem[i];
    const SyntaxId& syntax = ack.p_results[i].transfer_syntax;
    if (!choose(element, {&syntax, 1})) return errc::foreign_transfer_syntax;
    accepted.push_back({element.p_cont_id, element.abstract_syntax, syntax});
  }
  return accepted;
}

}  // namespace ripcord::dcerpc
