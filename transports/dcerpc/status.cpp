#include "transports/dcerpc/status.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace ripcord::dcerpc {
namespace {

/// A wire status with what it becomes for the application; `unchanged` = itself.
struct Conversion {
  std::uint32_t value;
  std::string_view name;
  std::uint32_t win32;
};

constexpr std::uint32_t unchanged = 0xffffffff;

// MS-RPCE §3.1.1.5.5 Returning Win32 Error Values; names from C706 appendix E.
constexpr Conversion fault_table[] = {
    {0x1c000001, "nca_s_fault_int_div_by_zero", 1767},
    {0x1c000002, "nca_s_fault_addr_error", 1768},
    {0x1c000003, "nca_s_fault_fp_div_zero", 1769},
    {0x1c000004, "nca_s_fault_fp_underflow", 1770},
    {0x1c000005, "nca_s_fault_fp_overflow", 1771},
    {0x1c000006, "nca_s_fault_invalid_tag", 1733},
    {0x1c000007, "nca_s_fault_invalid_bound", 1734},
    {0x1c000008, "nca_s_rpc_version_mismatch", 1728},
    {0x1c000009, "nca_s_unspec_reject", 1726},
    {0x1c00000a, "nca_s_bad_actid", 1727},
    {0x1c00000b, "nca_s_who_are_you_failed", 1726},
    {0x1c00000c, "nca_s_manager_not_entered", 1727},
    {0x1c00000d, "nca_s_fault_cancel", 1818},
    {0x1c00000e, "nca_s_fault_ill_inst", 1768},
    {0x1c00000f, "nca_s_fault_fp_error", 1771},
    {0x1c000010, "nca_s_fault_int_overflow", 1768},
    {0x1c000012, "nca_s_fault_unspec", 1726},
    {0x1c000013, "nca_s_fault_remote_comm_failure", unchanged},
    {0x1c000014, "nca_s_fault_pipe_empty", 1918},
    {0x1c000015, "nca_s_fault_pipe_closed", 1916},
    {0x1c000016, "nca_s_fault_pipe_order", 1831},
    {0x1c000017, "nca_s_fault_pipe_discipline", 1917},
    {0x1c000018, "nca_s_fault_pipe_comm_error", 1820},
    {0x1c000019, "nca_s_fault_pipe_memory", 14},
    {0x1c00001a, "nca_s_fault_context_mismatch", 6},
    {0x1c00001b, "nca_s_fault_remote_no_memory", 1130},
    {0x1c00001c, "nca_s_invalid_pres_context_id", 1728},
    {0x1c00001d, "nca_s_unsupported_authn_level", 1821},
    {0x1c00001f, "nca_s_invalid_checksum", 1727},
    {0x1c000020, "nca_s_invalid_crc", 1727},
    {0x1c000021, "nca_s_fault_user_defined", unchanged},
    {0x1c000022, "nca_s_fault_tx_open_failed", unchanged},
    {0x1c000023, "nca_s_fault_codeset_conv_error", unchanged},
    {0x1c000024, "nca_s_fault_object_not_found", unchanged},
    {0x1c000025, "nca_s_fault_no_client_stub", unchanged},
    {0x1c010001, "nca_s_comm_failure", 1820},
    {0x1c010002, "nca_s_op_rng_error", 1745},
    {0x1c010003, "nca_s_unk_if", 1717},
    {0x1c010006, "nca_s_wrong_boot_time", unchanged},
    {0x1c010009, "nca_s_you_crashed", 1726},
    {0x1c01000b, "nca_s_proto_error", 1728},
    {0x1c010013, "nca_s_out_args_too_big", 1130},
    {0x1c010014, "nca_s_server_too_busy", 1723},
    {0x1c010015, "nca_s_fault_string_too_long", unchanged},
    {0x1c010017, "nca_s_unsupported_type", 1732},
};

// C706 appendix E for the names. Only three of them have a Win32 error of the same meaning, so the
// others become the mapper's general one.
constexpr Conversion ept_table[] = {
    {0x16c9a0cd, "ept_s_cant_perform_op", 1752},
    {0x16c9a0ce, "ept_s_no_memory", 14},
    {0x16c9a0cf, "ept_s_database_invalid", 1752},
    {0x16c9a0d0, "ept_s_cant_create", 1899},
    {0x16c9a0d1, "ept_s_cant_access", 1752},
    {0x16c9a0d2, "ept_s_database_already_open", 1752},
    {0x16c9a0d3, "ept_s_invalid_entry", 1751},
    {0x16c9a0d4, "ept_s_update_failed", 1752},
    {0x16c9a0d5, "ept_s_invalid_context", 1752},
    {0x16c9a0d6, "ept_s_not_registered", 1753},
    {0x16c9a0d7, "ept_s_server_unavailable", 1722},
};

// Microsoft, System error codes.
constexpr StatusName win32_table[] = {
    {0, "ERROR_SUCCESS"},
    {5, "ERROR_ACCESS_DENIED"},
    {6, "ERROR_INVALID_HANDLE"},
    {14, "ERROR_OUTOFMEMORY"},
    {87, "ERROR_INVALID_PARAMETER"},
    {258, "WAIT_TIMEOUT"},
    {1130, "ERROR_NOT_ENOUGH_SERVER_MEMORY"},
    {1700, "RPC_S_INVALID_STRING_BINDING"},
    {1701, "RPC_S_WRONG_KIND_OF_BINDING"},
    {1702, "RPC_S_INVALID_BINDING"},
    {1703, "RPC_S_PROTSEQ_NOT_SUPPORTED"},
    {1704, "RPC_S_INVALID_RPC_PROTSEQ"},
    {1705, "RPC_S_INVALID_STRING_UUID"},
    {1706, "RPC_S_INVALID_ENDPOINT_FORMAT"},
    {1707, "RPC_S_INVALID_NET_ADDR"},
    {1708, "RPC_S_NO_ENDPOINT_FOUND"},
    {1709, "RPC_S_INVALID_TIMEOUT"},
    {1710, "RPC_S_OBJECT_NOT_FOUND"},
    {1711, "RPC_S_ALREADY_REGISTERED"},
    {1712, "RPC_S_TYPE_ALREADY_REGISTERED"},
    {1713, "RPC_S_ALREADY_LISTENING"},
    {1714, "RPC_S_NO_PROTSEQS_REGISTERED"},
    {1715, "RPC_S_NOT_LISTENING"},
    {1716, "RPC_S_UNKNOWN_MGR_TYPE"},
    {1717, "RPC_S_UNKNOWN_IF"},
    {1718, "RPC_S_NO_BINDINGS"},
    {1719, "RPC_S_NO_PROTSEQS"},
    {1720, "RPC_S_CANT_CREATE_ENDPOINT"},
    {1721, "RPC_S_OUT_OF_RESOURCES"},
    {1722, "RPC_S_SERVER_UNAVAILABLE"},
    {1723, "RPC_S_SERVER_TOO_BUSY"},
    {1724, "RPC_S_INVALID_NETWORK_OPTIONS"},
    {1725, "RPC_S_NO_CALL_ACTIVE"},
    {1726, "RPC_S_CALL_FAILED"},
    {1727, "RPC_S_CALL_FAILED_DNE"},
    {1728, "RPC_S_PROTOCOL_ERROR"},
    {1729, "RPC_S_PROXY_ACCESS_DENIED"},
    {1730, "RPC_S_UNSUPPORTED_TRANS_SYN"},
    {1732, "RPC_S_UNSUPPORTED_TYPE"},
    {1733, "RPC_S_INVALID_TAG"},
    {1734, "RPC_S_INVALID_BOUND"},
    {1735, "RPC_S_NO_ENTRY_NAME"},
    {1736, "RPC_S_INVALID_NAME_SYNTAX"},
    {1737, "RPC_S_UNSUPPORTED_NAME_SYNTAX"},
    {1739, "RPC_S_UUID_NO_ADDRESS"},
    {1740, "RPC_S_DUPLICATE_ENDPOINT"},
    {1741, "RPC_S_UNKNOWN_AUTHN_TYPE"},
    {1742, "RPC_S_MAX_CALLS_TOO_SMALL"},
    {1743, "RPC_S_STRING_TOO_LONG"},
    {1744, "RPC_S_PROTSEQ_NOT_FOUND"},
    {1745, "RPC_S_PROCNUM_OUT_OF_RANGE"},
    {1746, "RPC_S_BINDING_HAS_NO_AUTH"},
    {1747, "RPC_S_UNKNOWN_AUTHN_SERVICE"},
    {1748, "RPC_S_UNKNOWN_AUTHN_LEVEL"},
    {1749, "RPC_S_INVALID_AUTH_IDENTITY"},
    {1750, "RPC_S_UNKNOWN_AUTHZ_SERVICE"},
    {1751, "EPT_S_INVALID_ENTRY"},
    {1752, "EPT_S_CANT_PERFORM_OP"},
    {1753, "EPT_S_NOT_REGISTERED"},
    {1754, "RPC_S_NOTHING_TO_EXPORT"},
    {1755, "RPC_S_INCOMPLETE_NAME"},
    {1756, "RPC_S_INVALID_VERS_OPTION"},
    {1765, "RPC_S_NO_CONTEXT_AVAILABLE"},
    {1766, "RPC_S_INTERNAL_ERROR"},
    {1767, "RPC_S_ZERO_DIVIDE"},
    {1768, "RPC_S_ADDRESS_ERROR"},
    {1769, "RPC_S_FP_DIV_ZERO"},
    {1770, "RPC_S_FP_UNDERFLOW"},
    {1771, "RPC_S_FP_OVERFLOW"},
    {1775, "RPC_X_SS_IN_NULL_CONTEXT"},
    {1777, "RPC_X_SS_CONTEXT_DAMAGED"},
    {1778, "RPC_X_SS_HANDLES_MISMATCH"},
    {1780, "RPC_X_NULL_REF_POINTER"},
    {1781, "RPC_X_ENUM_VALUE_OUT_OF_RANGE"},
    {1782, "RPC_X_BYTE_COUNT_TOO_SMALL"},
    {1783, "RPC_X_BAD_STUB_DATA"},
    {1818, "RPC_S_CALL_CANCELLED"},
    {1819, "RPC_S_BINDING_INCOMPLETE"},
    {1820, "RPC_S_COMM_FAILURE"},
    {1821, "RPC_S_UNSUPPORTED_AUTHN_LEVEL"},
    {1822, "RPC_S_NO_PRINC_NAME"},
    {1823, "RPC_S_NOT_RPC_ERROR"},
    {1824, "RPC_S_UUID_LOCAL_ONLY"},
    {1825, "RPC_S_SEC_PKG_ERROR"},
    {1826, "RPC_S_NOT_CANCELLED"},
    {1830, "RPC_X_WRONG_ES_VERSION"},
    {1831, "RPC_X_WRONG_PIPE_ORDER"},
    {1832, "RPC_X_WRONG_PIPE_VERSION"},
    {1898, "RPC_S_GROUP_MEMBER_NOT_FOUND"},
    {1899, "EPT_S_CANT_CREATE"},
    {1900, "RPC_S_INVALID_OBJECT"},
    {1916, "RPC_X_PIPE_CLOSED"},
    {1917, "RPC_X_PIPE_DISCIPLINE_ERROR"},
    {1918, "RPC_X_PIPE_EMPTY"},
};

template <std::size_t size>
constexpr std::array<StatusName, size> names_of(const Conversion (&table)[size]) {
  std::array<StatusName, size> names{};
  for (std::size_t i = 0; i < size; ++i) names[i] = {table[i].value, table[i].name};
  return names;
}

constexpr auto fault_names = names_of(fault_table);
constexpr auto ept_names = names_of(ept_table);

// MS-RPCE §3.3.3.5.1: these are Windows exceptions that must not cross the wire.
constexpr std::uint32_t forbidden_fault_statuses[] = {0x00000000,
                                                      0x80000001,
                                                      0x80000002,
                                                      0x80000003,
                                                      0xc0000005,
                                                      0xc0000006,
                                                      0xc000001d,
                                                      0xc0000096,
                                                      0xc00000aa,
                                                      0xc00000fd,
                                                      0xc0000194,
                                                      0xc0000235,
                                                      0xc0000409,
                                                      0xc0000420};

/// Every table is sorted by value.
template <typename Row>
const Row* find(std::span<const Row> table, std::uint32_t value) {
  const auto found =
      std::lower_bound(table.begin(), table.end(), value, [](const Row& row, std::uint32_t wanted) {
        return row.value < wanted;
      });
  return found != table.end() && found->value == value ? &*found : nullptr;
}

std::uint32_t convert(std::span<const Conversion> table, std::uint32_t status) {
  const Conversion* row = find(table, status);
  return row == nullptr || row->win32 == unchanged ? status : row->win32;
}

std::array<std::span<const StatusName>, 3> all_tables() {
  return {fault_statuses(), win32_errors(), ept_statuses()};
}

}  // namespace

std::span<const StatusName> fault_statuses() { return fault_names; }
std::span<const StatusName> win32_errors() { return win32_table; }
std::span<const StatusName> ept_statuses() { return ept_names; }

std::string_view status_name(std::uint32_t value) {
  for (const std::span<const StatusName> table : all_tables()) {
    if (const StatusName* row = find(table, value)) return row->name;
  }
  return {};
}

std::optional<std::uint32_t> status_value(std::string_view name) {
  for (const std::span<const StatusName> table : all_tables()) {
    for (const StatusName& row : table) {
      if (row.name == name) return row.value;
    }
  }
  return std::nullopt;
}

std::uint32_t win32_from_fault(std::uint32_t status) {
  return is_forbidden_fault_status(status) ? win32::rpc_s_protocol_error
                                           : convert(fault_table, status);
}

bool is_forbidden_fault_status(std::uint32_t status) {
  return std::find(std::begin(forbidden_fault_statuses),
                   std::end(forbidden_fault_statuses),
                   status) != std::end(forbidden_fault_statuses);
}

std::uint32_t win32_from_ept(std::uint32_t status) { return convert(ept_table, status); }

std::uint32_t win32_from_nak(RejectReason reason) {
  switch (reason) {
    case RejectReason::temporary_congestion:
    case RejectReason::local_limit_exceeded:
      return win32::rpc_s_server_too_busy;
    case RejectReason::protocol_version_not_supported:
      return win32::rpc_s_protocol_error;
    case RejectReason::authentication_type_not_recognized:
      return win32::rpc_s_unknown_authn_service;
    case RejectReason::invalid_checksum:
      return win32::error_access_denied;
    default:
      return win32::rpc_s_call_failed_dne;
  }
}

std::uint32_t win32_from_refusal(const ContextAnswer& answer) {
  if (answer.result == ContextResult::provider_rejection) {
    if (answer.reason == ProviderReason::abstract_syntax_not_supported)
      return win32::rpc_s_unknown_if;
    // MS-RPCE note 105; Wine reports 1722 instead.
    if (answer.reason == ProviderReason::proposed_transfer_syntaxes_not_supported)
      return win32::rpc_s_unsupported_trans_syn;
  }
  return win32::rpc_s_call_failed_dne;
}

}  // namespace ripcord::dcerpc
