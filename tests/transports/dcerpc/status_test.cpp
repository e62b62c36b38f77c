#include "transports/dcerpc/status.hpp"

#include "tests/transports/dcerpc/layouts.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace ripcord::dcerpc {
namespace {

/// A fault status, and what the application must see for it: MS-RPCE §3.1.1.5.5, row by row.
struct FaultRow {
  const char* name;
  std::uint32_t status;
  std::uint32_t win32;
};

void PrintTo(const FaultRow& row, std::ostream* out) { *out << row.name; }

class EveryFault : public testing::TestWithParam<FaultRow> {};

INSTANTIATE_TEST_SUITE_P(
    ,
    EveryFault,
    testing::Values(FaultRow{"nca_s_comm_failure", 0x1c010001, 1820},
                    FaultRow{"nca_s_op_rng_error", 0x1c010002, 1745},
                    FaultRow{"nca_s_unk_if", 0x1c010003, 1717},
                    FaultRow{"nca_s_wrong_boot_time", 0x1c010006, 0x1c010006},
                    FaultRow{"nca_s_you_crashed", 0x1c010009, 1726},
                    FaultRow{"nca_s_proto_error", 0x1c01000b, 1728},
                    FaultRow{"nca_s_out_args_too_big", 0x1c010013, 1130},
                    FaultRow{"nca_s_server_too_busy", 0x1c010014, 1723},
                    FaultRow{"nca_s_fault_string_too_long", 0x1c010015, 0x1c010015},
                    FaultRow{"nca_s_unsupported_type", 0x1c010017, 1732},
                    FaultRow{"nca_s_fault_int_div_by_zero", 0x1c000001, 1767},
                    FaultRow{"nca_s_fault_addr_error", 0x1c000002, 1768},
                    FaultRow{"nca_s_fault_fp_div_zero", 0x1c000003, 1769},
                    FaultRow{"nca_s_fault_fp_underflow", 0x1c000004, 1770},
                    FaultRow{"nca_s_fault_fp_overflow", 0x1c000005, 1771},
                    FaultRow{"nca_s_fault_invalid_tag", 0x1c000006, 1733},
                    FaultRow{"nca_s_fault_invalid_bound", 0x1c000007, 1734},
                    FaultRow{"nca_s_rpc_version_mismatch", 0x1c000008, 1728},
                    FaultRow{"nca_s_unspec_reject", 0x1c000009, 1726},
                    FaultRow{"nca_s_bad_actid", 0x1c00000a, 1727},
                    FaultRow{"nca_s_who_are_you_failed", 0x1c00000b, 1726},
                    FaultRow{"nca_s_manager_not_entered", 0x1c00000c, 1727},
                    FaultRow{"nca_s_fault_cancel", 0x1c00000d, 1818},
                    FaultRow{"nca_s_fault_ill_inst", 0x1c00000e, 1768},
                    FaultRow{"nca_s_fault_fp_error", 0x1c00000f, 1771},
                    FaultRow{"nca_s_fault_int_overflow", 0x1c000010, 1768},
                    FaultRow{"nca_s_fault_unspec", 0x1c000012, 1726},
                    FaultRow{"nca_s_fault_remote_comm_failure", 0x1c000013, 0x1c000013},
                    FaultRow{"nca_s_fault_pipe_empty", 0x1c000014, 1918},
                    FaultRow{"nca_s_fault_pipe_closed", 0x1c000015, 1916},
                    FaultRow{"nca_s_fault_pipe_order", 0x1c000016, 1831},
                    FaultRow{"nca_s_fault_pipe_discipline", 0x1c000017, 1917},
                    FaultRow{"nca_s_fault_pipe_comm_error", 0x1c000018, 1820},
                    FaultRow{"nca_s_fault_pipe_memory", 0x1c000019, 14},
                    FaultRow{"nca_s_fault_context_mismatch", 0x1c00001a, 6},
                    FaultRow{"nca_s_fault_remote_no_memory", 0x1c00001b, 1130},
                    FaultRow{"nca_s_invalid_pres_context_id", 0x1c00001c, 1728},
                    FaultRow{"nca_s_unsupported_authn_level", 0x1c00001d, 1821},
                    FaultRow{"nca_s_invalid_checksum", 0x1c00001f, 1727},
                    FaultRow{"nca_s_invalid_crc", 0x1c000020, 1727},
                    FaultRow{"nca_s_fault_user_defined", 0x1c000021, 0x1c000021},
                    FaultRow{"nca_s_fault_tx_open_failed", 0x1c000022, 0x1c000022},
                    FaultRow{"nca_s_fault_codeset_conv_error", 0x1c000023, 0x1c000023},
                    FaultRow{"nca_s_fault_object_not_found", 0x1c000024, 0x1c000024},
                    FaultRow{"nca_s_fault_no_client_stub", 0x1c000025, 0x1c000025}),
    by_name);

TEST_P(EveryFault, becomes_the_documented_win32_error) {
  EXPECT_EQ(GetParam().win32, win32_from_fault(GetParam().status));
}

TEST_P(EveryFault, has_its_name) { EXPECT_EQ(GetParam().name, status_name(GetParam().status)); }

TEST_P(EveryFault, is_found_by_its_name) {
  EXPECT_EQ(GetParam().status, status_value(GetParam().name));
}

TEST(FaultStatuses, are_no_more_than_these) { EXPECT_EQ(45U, fault_statuses().size()); }

/// Codes that servers put into faults although no table has them, and that go up unchanged.
class Unlisted : public testing::TestWithParam<std::uint32_t> {};

INSTANTIATE_TEST_SUITE_P(,
                         Unlisted,
                         testing::Values(1, 5, 0x6ba, 0x6bd, 0x6d8, 0x6d9, 0x6f7, 0x721));

TEST_P(Unlisted, goes_up_unchanged) { EXPECT_EQ(GetParam(), win32_from_fault(GetParam())); }

/// MS-RPCE §3.3.3.5.1: never sent, and a protocol error where it comes.
class Forbidden : public testing::TestWithParam<std::uint32_t> {};

INSTANTIATE_TEST_SUITE_P(,
                         Forbidden,
                         testing::Values(0U,
                                         0x80000001U,
                                         0x80000002U,
                                         0x80000003U,
                                         0xc0000005U,
                                         0xc0000006U,
                                         0xc000001dU,
                                         0xc0000096U,
                                         0xc00000aaU,
                                         0xc00000fdU,
                                         0xc0000194U,
                                         0xc0000235U,
                                         0xc0000409U,
                                         0xc0000420U));

TEST_P(Forbidden, is_a_protocol_error) {
  EXPECT_TRUE(is_forbidden_fault_status(GetParam()));
  EXPECT_EQ(1728U, win32_from_fault(GetParam()));
}

TEST(FaultStatus, is_not_forbidden_where_it_is_documented) {
  EXPECT_FALSE(is_forbidden_fault_status(nca::unk_if));
}

/// A status of the mapper, and what the application must see for it.
class EveryEptStatus : public testing::TestWithParam<FaultRow> {};

INSTANTIATE_TEST_SUITE_P(,
                         EveryEptStatus,
                         testing::Values(FaultRow{"ept_s_cant_perform_op", 0x16c9a0cd, 1752},
                                         FaultRow{"ept_s_no_memory", 0x16c9a0ce, 14},
                                         FaultRow{"ept_s_database_invalid", 0x16c9a0cf, 1752},
                                         FaultRow{"ept_s_cant_create", 0x16c9a0d0, 1899},
                                         FaultRow{"ept_s_cant_access", 0x16c9a0d1, 1752},
                                         FaultRow{"ept_s_database_already_open", 0x16c9a0d2, 1752},
                                         FaultRow{"ept_s_invalid_entry", 0x16c9a0d3, 1751},
                                         FaultRow{"ept_s_update_failed", 0x16c9a0d4, 1752},
                                         FaultRow{"ept_s_invalid_context", 0x16c9a0d5, 1752},
                                         FaultRow{"ept_s_not_registered", 0x16c9a0d6, 1753},
                                         FaultRow{"ept_s_server_unavailable", 0x16c9a0d7, 1722}),
                         by_name);

TEST_P(EveryEptStatus, becomes_a_win32_error) {
  EXPECT_EQ(GetParam().win32, win32_from_ept(GetParam().status));
}

TEST_P(EveryEptStatus, has_its_name) { EXPECT_EQ(GetParam().name, status_name(GetParam().status)); }

TEST(EptStatus, goes_up_unchanged_where_it_is_a_win32_error) {
  EXPECT_EQ(0x6d8U, win32_from_ept(0x6d8));
}

/// Win32 errors that scenarios name.
class KnownWin32Error : public testing::TestWithParam<FaultRow> {};

INSTANTIATE_TEST_SUITE_P(,
                         KnownWin32Error,
                         testing::Values(FaultRow{"WAIT_TIMEOUT", 0x102, 258},
                                         FaultRow{"ERROR_INVALID_HANDLE", 0x6, 6},
                                         FaultRow{"RPC_S_UNKNOWN_IF", 0x6b5, 1717},
                                         FaultRow{"RPC_S_SERVER_UNAVAILABLE", 0x6ba, 1722},
                                         FaultRow{"RPC_S_CALL_FAILED", 0x6be, 1726},
                                         FaultRow{"RPC_S_CALL_FAILED_DNE", 0x6bf, 1727},
                                         FaultRow{"RPC_S_PROTOCOL_ERROR", 0x6c0, 1728},
                                         FaultRow{"EPT_S_NOT_REGISTERED", 0x6d9, 1753},
                                         FaultRow{"RPC_X_BAD_STUB_DATA", 0x6f7, 1783},
                                         FaultRow{"RPC_S_CALL_CANCELLED", 0x71a, 1818}),
                         by_name);

TEST_P(KnownWin32Error, has_one_number) {
  EXPECT_EQ(GetParam().status, GetParam().win32);
  EXPECT_EQ(GetParam().status, status_value(GetParam().name));
}

TEST_P(KnownWin32Error, has_its_name) {
  EXPECT_EQ(GetParam().name, status_name(GetParam().status));
}

bool is_sorted(std::span<const StatusName> table) {
  return std::is_sorted(
      table.begin(), table.end(), [](const StatusName& left, const StatusName& right) {
        return left.value < right.value;
      });
}

TEST(StatusTables, are_sorted_by_number) {
  EXPECT_TRUE(is_sorted(fault_statuses()));
  EXPECT_TRUE(is_sorted(win32_errors()));
  EXPECT_TRUE(is_sorted(ept_statuses()));
}

TEST(StatusName, is_empty_for_a_number_without_one) { EXPECT_EQ("", status_name(0x12345678)); }

TEST(StatusValue, is_none_for_a_name_without_one) {
  EXPECT_EQ(std::nullopt, status_value("RPC_S_NO_SUCH_ERROR"));
}

TEST(BindNak, becomes_a_win32_error_by_its_reason) {
  EXPECT_EQ(1727U, win32_from_nak(RejectReason::reason_not_specified));
  EXPECT_EQ(1723U, win32_from_nak(RejectReason::temporary_congestion));
  EXPECT_EQ(1723U, win32_from_nak(RejectReason::local_limit_exceeded));
  EXPECT_EQ(1728U, win32_from_nak(RejectReason::protocol_version_not_supported));
  EXPECT_EQ(1747U, win32_from_nak(RejectReason::authentication_type_not_recognized));
  EXPECT_EQ(5U, win32_from_nak(RejectReason::invalid_checksum));
}

ContextAnswer rejected(ProviderReason reason) {
  return {.result = ContextResult::provider_rejection, .reason = reason};
}

TEST(RefusedContext, becomes_a_win32_error_by_its_reason) {
  EXPECT_EQ(1717U, win32_from_refusal(rejected(ProviderReason::abstract_syntax_not_supported)));
  EXPECT_EQ(1730U,
            win32_from_refusal(rejected(ProviderReason::proposed_transfer_syntaxes_not_supported)));
  EXPECT_EQ(1727U, win32_from_refusal(rejected(ProviderReason::local_limit_exceeded)));
  EXPECT_EQ(1727U, win32_from_refusal({.result = ContextResult::user_rejection}));
}

}  // namespace
}  // namespace ripcord::dcerpc
