#include "harness/peers/documented_errors.hpp"

#include "transports/dcerpc/status.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace ripcord::peers {
namespace {

namespace symptom = shim::symptom;
namespace win32 = dcerpc::win32;

/// A call that its own program gave up (ERROR_OPERATION_ABORTED), whatever the reason.
constexpr std::uint32_t error_operation_aborted = 995;
/// A file that ended before its size (ERROR_HANDLE_EOF), and data that make no sense
/// (ERROR_INVALID_DATA).
constexpr std::uint32_t error_handle_eof = 38;
constexpr std::uint32_t error_invalid_data = 13;

// A client's own time limits: of a call, of a connect or a question to the mapper, of a local wait.
constexpr std::array waiting{
    win32::rpc_s_call_cancelled, win32::rpc_s_server_unavailable, win32::wait_timeout};
// What never comes is waited for; or it was a fragment of several, and the others are no message:
// of requests the server says so.
constexpr std::array missing{win32::rpc_s_call_cancelled,
                             win32::rpc_s_server_unavailable,
                             win32::wait_timeout,
                             win32::rpc_s_protocol_error,
                             win32::rpc_x_bad_stub_data};
// Nobody listens. Whoever swallows that runs into a local wait.
constexpr std::array refused{win32::rpc_s_server_unavailable, win32::wait_timeout};
// With its last connection an association ends, and its handles.
constexpr std::array ended{win32::rpc_s_call_failed,
                           win32::rpc_s_call_failed_dne,
                           win32::rpc_s_server_unavailable,
                           win32::error_invalid_handle,
                           win32::wait_timeout,
                           error_handle_eof};
// Whoever gets what makes no sense says so, be it the client or, in a fault, the server.
constexpr std::array garbled{win32::rpc_s_protocol_error,
                             win32::rpc_s_call_failed_dne,
                             win32::rpc_s_unknown_if,
                             win32::rpc_s_unsupported_trans_syn,
                             win32::rpc_s_procnum_out_of_range,
                             win32::rpc_s_no_call_active,
                             win32::rpc_x_bad_stub_data,
                             win32::error_access_denied,
                             win32::error_invalid_handle,
                             error_invalid_data,
                             error_handle_eof};
// The wrong server, or none, or one of another version, which knows no association of ours.
constexpr std::array misled{win32::rpc_s_server_unavailable,
                            win32::rpc_s_unknown_if,
                            win32::rpc_s_protocol_error,
                            win32::rpc_s_call_failed_dne,
                            win32::rpc_s_procnum_out_of_range,
                            win32::rpc_x_bad_stub_data,
                            win32::ept_s_not_registered,
                            win32::error_invalid_handle,
                            win32::rpc_s_call_cancelled,
                            win32::wait_timeout};
constexpr std::array unregistered{win32::ept_s_not_registered, win32::wait_timeout};
// The group is refused (bind_nak), its handles are (context_mismatch).
constexpr std::array forgotten{win32::rpc_s_call_failed_dne, win32::error_invalid_handle};

struct Row {
  shim::Symptoms symptom;
  std::span<const std::uint32_t> errors;
};

constexpr std::array<Row, 8> rows{{{symptom::late, waiting},
                                   {symptom::missing, missing},
                                   {symptom::refused, refused},
                                   {symptom::ended, ended},
                                   {symptom::garbled, garbled},
                                   {symptom::misled, misled},
                                   {symptom::unregistered, unregistered},
                                   {symptom::forgotten, forgotten}}};

template <auto win32_from>
bool any_becomes(std::span<const dcerpc::StatusName> statuses, std::uint32_t error) {
  return std::ranges::any_of(statuses, [&](const dcerpc::StatusName& status) {
    return win32_from(status.value) == error;
  });
}

/// Whether a peer can have said `error`: as a status that stands for it, as the reason of a
/// bind_nak, or as a number that Win32 has no word for and that goes up unchanged.
bool can_be_said(std::uint32_t error) {
  using dcerpc::RejectReason;
  constexpr std::array reasons{RejectReason::reason_not_specified,
                               RejectReason::temporary_congestion,
                               RejectReason::protocol_version_not_supported,
                               RejectReason::authentication_type_not_recognized,
                               RejectReason::invalid_checksum};
  const auto known = dcerpc::win32_errors();
  return any_becomes<dcerpc::win32_from_fault>(dcerpc::fault_statuses(), error) ||
         any_becomes<dcerpc::win32_from_ept>(dcerpc::ept_statuses(), error) ||
         std::ranges::any_of(
             reasons,
             [&](RejectReason reason) { return dcerpc::win32_from_nak(reason) == error; }) ||
         std::ranges::find(known, error, &dcerpc::StatusName::value) == known.end();
}

}  // namespace

bool documents_error(shim::Symptoms symptoms, std::uint32_t error) {
  if ((symptoms & symptom::anything) != 0 || error == error_operation_aborted) return true;
  if ((symptoms & symptom::rejected) != 0 && can_be_said(error)) return true;
  return std::ranges::any_of(rows, [&](const Row& row) {
    return (symptoms & row.symptom) != 0 &&
           std::ranges::find(row.errors, error) != row.errors.end();
  });
}

}  // namespace ripcord::peers
