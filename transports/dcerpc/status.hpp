#pragma once

#include "transports/dcerpc/pdu.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace ripcord::dcerpc {

/// Statuses that faults carry (C706 appendix E). The table behind `fault_statuses` has them all;
/// these are the ones that code names.
namespace nca {
inline constexpr std::uint32_t comm_failure = 0x1c010001;
inline constexpr std::uint32_t op_rng_error = 0x1c010002;
inline constexpr std::uint32_t unk_if = 0x1c010003;
inline constexpr std::uint32_t proto_error = 0x1c01000b;
inline constexpr std::uint32_t server_too_busy = 0x1c010014;
inline constexpr std::uint32_t unspec_reject = 0x1c000009;
inline constexpr std::uint32_t manager_not_entered = 0x1c00000c;
inline constexpr std::uint32_t fault_cancel = 0x1c00000d;
inline constexpr std::uint32_t fault_unspec = 0x1c000012;
inline constexpr std::uint32_t fault_context_mismatch = 0x1c00001a;
inline constexpr std::uint32_t fault_remote_no_memory = 0x1c00001b;
inline constexpr std::uint32_t invalid_pres_context_id = 0x1c00001c;
}  // namespace nca

/// Win32 error values that this project names in code; `win32_errors` has them all.
namespace win32 {
inline constexpr std::uint32_t error_success = 0;
inline constexpr std::uint32_t error_access_denied = 5;
inline constexpr std::uint32_t error_invalid_handle = 6;
inline constexpr std::uint32_t wait_timeout = 258;
inline constexpr std::uint32_t rpc_s_out_of_resources = 1721;
inline constexpr std::uint32_t rpc_s_server_unavailable = 1722;
inline constexpr std::uint32_t rpc_s_unknown_if = 1717;
inline constexpr std::uint32_t rpc_s_server_too_busy = 1723;
inline constexpr std::uint32_t rpc_s_no_call_active = 1725;
inline constexpr std::uint32_t rpc_s_call_failed = 1726;
inline constexpr std::uint32_t rpc_s_call_failed_dne = 1727;
inline constexpr std::uint32_t rpc_s_protocol_error = 1728;
inline constexpr std::uint32_t rpc_s_unsupported_trans_syn = 1730;
inline constexpr std::uint32_t rpc_s_procnum_out_of_range = 1745;
inline constexpr std::uint32_t rpc_s_unknown_authn_service = 1747;
inline constexpr std::uint32_t ept_s_invalid_entry = 1751;
inline constexpr std::uint32_t ept_s_cant_perform_op = 1752;
inline constexpr std::uint32_t ept_s_not_registered = 1753;
inline constexpr std::uint32_t rpc_x_bad_stub_data = 1783;
inline constexpr std::uint32_t rpc_s_call_cancelled = 1818;
inline constexpr std::uint32_t rpc_s_comm_failure = 1820;
inline constexpr std::uint32_t rpc_s_sec_pkg_error = 1825;
}  // namespace win32

/// A number of one of the tables, with its documented name.
struct StatusName {
  std::uint32_t value = 0;
  std::string_view name;
};

/// Fault statuses (`nca_s_...`), Win32 errors (`RPC_S_...`), and the mapper's DCE statuses
/// (`ept_s_...`), each by ascending number.
[[nodiscard]] std::span<const StatusName> fault_statuses();
[[nodiscard]] std::span<const StatusName> win32_errors();
[[nodiscard]] std::span<const StatusName> ept_statuses();

/// The name of `value` in any of the tables; empty if it has none.
[[nodiscard]] std::string_view status_name(std::uint32_t value);
/// The number of a name of any table, spelled exactly.
[[nodiscard]] std::optional<std::uint32_t> status_value(std::string_view name);

/// What a client must report for a fault with that status (MS-RPCE §3.1.1.5.5 Returning Win32 error
/// values). A status that the table does not have goes up unchanged.
[[nodiscard]] std::uint32_t win32_from_fault(std::uint32_t status);

/// Whether a server must never send this status (MS-RPCE §3.3.3.5.1); a Windows client reports
/// protocol error for it.
[[nodiscard]] bool is_forbidden_fault_status(std::uint32_t status);

/// What a client must report for a status that an operation of the endpoint mapper returned. Win32
/// errors go up unchanged.
[[nodiscard]] std::uint32_t win32_from_ept(std::uint32_t status);

/// What a client reports for a bind_nak, and for a context that was refused.
[[nodiscard]] std::uint32_t win32_from_nak(RejectReason reason);
[[nodiscard]] std::uint32_t win32_from_refusal(const ContextAnswer& answer);

}  // namespace ripcord::dcerpc
