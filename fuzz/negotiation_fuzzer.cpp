// A server that decides about the contexts of any bind, and a client that reads its answer: one
// answer a context, no more than may be and one for features, and both agree on what is new.

#include "fuzz/kit/body_targets.hpp"
#include "fuzz/kit/input.hpp"
#include "fuzz/kit/units.hpp"
#include "transports/base/assert.hpp"
#include "transports/dcerpc/negotiation.hpp"

#include <algorithm>

using namespace ripcord;
using namespace ripcord::dcerpc;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto types = fuzz::types_of("negotiation");
  static constexpr SyntaxId interfaces[] = {epmapper_interface, mgmt_interface};
  static constexpr SyntaxId transfer_syntaxes[] = {ndr20, ndr64};
  fuzz::Input input(data, size);
  ContextPolicy policy{.interfaces = interfaces, .transfer_syntaxes = transfer_syntaxes};
  policy.new_contexts = static_cast<ContextPolicy::NewContexts>(input.choice(2));
  if (input.choice(2) == 0) policy.features = 3;
  policy.contexts_max = input.byte();
  const Bytes unit = fuzz::unit_from(input.rest(), types);
  const auto bind = decode_as<Bind>(unit);
  if (!bind) return 0;
  const std::vector<NegotiatedContext> existing{{1, epmapper_interface, ndr20}};
  const auto decision = decide_contexts(*bind, existing, policy);
  if (!decision) return static_cast<void>(reject_reason(decision.error())), 0;
  RIPCORD_ASSERT(decision->answers.size() == bind->p_context_elem.size());
  const std::size_t features = policy.features ? 1 : 0;
  RIPCORD_ASSERT(existing.size() + decision->answers.size() <= policy.contexts_max + features);
  const std::uint16_t agreed =
      negotiate_frag_size({bind->max_xmit_frag, bind->max_recv_frag}, frag_size::tcp_max);
  RIPCORD_ASSERT(agreed == std::clamp(agreed, frag_size::negotiated_min, frag_size::tcp_max));
  const auto accepted = accepted_contexts(*bind, BindAck{.p_results = decision->answers});
  RIPCORD_ASSERT(accepted.has_value());
  for (const NegotiatedContext& context : decision->added)
    RIPCORD_ASSERT(std::ranges::find(*accepted, context) != accepted->end());
  return 0;
}
