#pragma once

#include "transports/base/bytes.hpp"
#include "transports/dcerpc/endpoint_map.hpp"

#include <span>
#include <string>

namespace ripcord::fuzz {

/// What tshark calls ptype, pfc_flags, packed_drep, frag_length, auth_length, call_id, p_cont_id,
/// opnum, status, and that a PDU is none.
inline constexpr const char* decode_columns =
    "dcerpc.pkt_type\tdcerpc.cn_flags\tdcerpc.drep\tdcerpc.cn_frag_len\tdcerpc.cn_auth_len\t"
    "dcerpc.cn_call_id\tdcerpc.cn_ctx_id\tdcerpc.opnum\tdcerpc.cn_status\t_ws.malformed";

/// What we read in `unit`, whole and with a header that decodes, in the order of `decode_columns`.
/// Empty is what its type does not have; `?` what is in a body that does not decode. The last says
/// why it does not, with underscores between words.
[[nodiscard]] std::string decode_row(ByteView unit);

/// The TCP ports in `towers`, in order, with commas between.
[[nodiscard]] std::string tower_ports(std::span<const dcerpc::ept::TowerPointer> towers);

}  // namespace ripcord::fuzz
