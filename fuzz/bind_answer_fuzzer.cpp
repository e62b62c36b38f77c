// A client that reads any answer to its bind: it takes no context that it has not proposed, and no
// transfer syntax that it has not offered; a refusal always has a Win32 error.

#include "fuzz/kit/body_targets.hpp"
#include "fuzz/kit/units.hpp"
#include "transports/base/assert.hpp"
#include "transports/dcerpc/negotiation.hpp"
#include "transports/dcerpc/status.hpp"

#include <algorithm>

using namespace ripcord;
using namespace ripcord::dcerpc;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto types = fuzz::types_of("bind_answer");
  const Bytes unit = fuzz::unit_from({data, size}, types);
  if (const auto nak = decode_as<BindNak>(unit))
    RIPCORD_ASSERT(win32_from_nak(nak->provider_reject_reason) != 0);
  const auto ack = decode_as<BindAck>(unit);
  if (!ack) return 0;
  Bind bind;
  for (std::uint16_t id = 0; id < ack->p_results.size() % 4; ++id)
    bind.p_context_elem.push_back({.p_cont_id = id,
                                   .abstract_syntax = epmapper_interface,
                                   .transfer_syntaxes = {ndr20, ndr64}});
  const auto accepted = accepted_contexts(bind, *ack);
  if (!accepted) return 0;
  for (const NegotiatedContext& context : *accepted) {
    RIPCORD_ASSERT(context.p_cont_id < bind.p_context_elem.size());
    const auto& offered = bind.p_context_elem[context.p_cont_id].transfer_syntaxes;
    RIPCORD_ASSERT(std::ranges::find(offered, context.transfer_syntax) != offered.end());
  }
  for (const ContextAnswer& answer : ack->p_results)
    if (answer.result != ContextResult::acceptance) RIPCORD_ASSERT(win32_from_refusal(answer) != 0);
  return 0;
}
