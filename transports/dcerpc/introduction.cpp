#include "transports/dcerpc/introduction.hpp"

#include "transports/base/hash.hpp"
#include "transports/dcerpc/pdu.hpp"

namespace ripcord::dcerpc {
namespace {

/// Features are asked for in a context of their own, which names no interface that is meant
/// (MS-RPCE §3.3.1.5.3 Bind Time Feature Negotiation).
bool asks_for_features(const ContextElement& element) {
  return !element.transfer_syntaxes.empty() &&
         bind_time_features(element.transfer_syntaxes.front()).has_value();
}

}  // namespace

std::optional<protocol::Introduction> introduction(ByteView unit) {
  const Decoded<Bind> bind = decode_as<Bind>(unit);
  if (!bind || bind->header.ptype != PduType::bind) return std::nullopt;
  std::optional<protocol::Introduction> introduction;
  for (const ContextElement& element : bind->p_context_elem) {
    if (asks_for_features(element)) continue;
    const SyntaxId& syntax = element.abstract_syntax;
    if (!introduction) {
      introduction.emplace().interface = syntax;
      introduction->directory = is_compatible(epmapper_interface, syntax);
    }
    introduction->digest =
        mix(digest(syntax.uuid.text(), introduction->digest), if_version(syntax));
  }
  if (introduction && bind->auth)
    introduction->digest = mix(introduction->digest, bind->auth->auth_type);
  return introduction;
}

}  // namespace ripcord::dcerpc
