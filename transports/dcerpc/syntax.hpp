#pragma once

#include "transports/protocol/interface_table.hpp"

#include <cstdint>
#include <optional>

namespace ripcord::dcerpc {

/// p_syntax_id_t: an abstract syntax (an interface) or a transfer syntax, with its version (C706
/// §12.6.3.1; MS-RPCE §2.2.2.7 RPC_SYNTAX_IDENTIFIER).
using SyntaxId = protocol::InterfaceId;

/// if_version as it stands in PDUs: minor version in the high half, major in the low.
[[nodiscard]] constexpr std::uint32_t if_version(const SyntaxId& syntax) {
  return static_cast<std::uint32_t>(syntax.minor_version) << 16U | syntax.major_version;
}

/// Transfer syntax NDR 2.0 (C706 appendix I).
inline constexpr SyntaxId ndr20{
    Uuid{0x8a885d04, 0x1ceb, 0x11c9, {0x9f, 0xe8, 0x08, 0x00, 0x2b, 0x10, 0x48, 0x60}}, 2, 0};
/// Transfer syntax NDR64 1.0 (MS-RPCE §2.2.5.1).
inline constexpr SyntaxId ndr64{
    Uuid{0x71710533, 0xbeba, 0x4937, {0x83, 0x19, 0xb5, 0xdb, 0xef, 0x9c, 0xcc, 0x36}}, 1, 0};

/// The endpoint mapper, ept (C706 appendix O).
inline constexpr SyntaxId epmapper_interface{
    Uuid{0xe1af8308, 0x5d1f, 0x11c9, {0x91, 0xa4, 0x08, 0x00, 0x2b, 0x14, 0xa0, 0xfa}}, 3, 0};
/// Remote management, mgmt (C706 appendix Q).
inline constexpr SyntaxId mgmt_interface{
    Uuid{0xafa8bd80, 0x7d8a, 0x11c9, {0xbe, 0xf4, 0x08, 0x00, 0x2b, 0x10, 0x29, 0x89}}, 1, 0};
/// The echo interface that RPC implementations test each other with.
inline constexpr SyntaxId rpcecho_interface{
    Uuid{0x60a15ec5, 0x4de8, 0x11d7, {0xa6, 0x37, 0x00, 0x50, 0x56, 0xa2, 0x01, 0x82}}, 1, 0};

/// Bits of bind time feature negotiation (MS-RPCE §2.2.2.14).
namespace bind_time_feature {
inline constexpr std::uint64_t security_context_multiplexing = 0x1;
inline constexpr std::uint64_t keep_connection_on_orphan = 0x2;
}  // namespace bind_time_feature

/// The transfer syntax that asks for `features` (MS-RPCE §3.3.1.5.3).
[[nodiscard]] SyntaxId bind_time_feature_syntax(std::uint64_t features);
/// The features that `syntax` asks for; none if it is an ordinary transfer syntax.
[[nodiscard]] std::optional<std::uint64_t> bind_time_features(const SyntaxId& syntax);

/// Whether a server of `offered` serves clients of `asked`: same UUID and major version, minor
/// version not below (C706 §6.1.2 Interface versions).
[[nodiscard]] constexpr bool is_compatible(const SyntaxId& offered, const SyntaxId& asked) {
  return offered.uuid == asked.uuid && offered.major_version == asked.major_version &&
         offered.minor_version >= asked.minor_version;
}

}  // namespace ripcord::dcerpc
