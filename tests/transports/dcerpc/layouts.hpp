#pragma once

#include <ostream>

namespace ripcord::dcerpc {

/// A whole PDU as C706 and MS-RPCE lay it out, spelled for `bytes()`.
struct Layout {
  const char* name;
  const char* hex;
};

/// Names the cases of a value-parameterised test by their `name`.
inline constexpr auto by_name = [](const auto& test_case) { return test_case.param.name; };

inline void PrintTo(const Layout& layout, std::ostream* out) { *out << layout.name; }

// clang-format off

inline constexpr Layout request_layout{"request",
    "05 00 00 03 10 00 00 00 1c 00 00 00 02 00 00 00 "  // header: 28 octets, call 2
    "04 00 00 00 "                                      // alloc_hint 4
    "01 00 "                                            // p_cont_id 1
    "03 00 "                                            // opnum 3
    "de ad be ef"};                                     // stub

inline constexpr Layout big_endian_request_layout{"big_endian_request",
    "05 00 00 03 00 00 00 00 00 1c 00 00 00 00 00 02 "
    "00 00 00 04 "
    "00 01 "
    "00 03 "
    "de ad be ef"};

inline constexpr Layout request_with_object_layout{"request_with_object",
    "05 00 00 83 10 00 00 00 2c 00 00 00 02 00 00 00 "  // OBJECT_UUID, 44 octets
    "04 00 00 00 01 00 03 00 "                          // alloc_hint, p_cont_id, opnum
    "78 56 34 12 bc 9a f0 de 01 02 03 04 05 06 07 08 "  // object
    "de ad be ef"};

inline constexpr Layout secured_request_layout{"secured_request",
    "05 00 00 03 10 00 00 00 30 00 08 00 02 00 00 00 "  // 48 octets, auth_length 8
    "08 00 00 00 00 00 03 00 "                          // alloc_hint, p_cont_id, opnum
    "de ad be ef "                                      // stub
    "00 00 00 00 "                                      // auth_pad
    "0a 06 04 00 03 01 00 00 "                          // NTLMSSP, privacy, pad 4, reserved, context 0x103
    "f0 f1 f2 f3 f4 f5 f6 f7"};                         // auth_value

inline constexpr Layout response_layout{"response",
    "05 00 02 03 10 00 00 00 1c 00 00 00 02 00 00 00 "
    "04 00 00 00 "  // alloc_hint
    "01 00 "        // p_cont_id
    "07 "           // cancel_count
    "00 "           // reserved
    "de ad be ef"};

inline constexpr Layout fault_layout{"fault",
    "05 00 03 23 10 00 00 00 20 00 00 00 02 00 00 00 "  // DID_NOT_EXECUTE, 32 octets
    "18 00 00 00 "  // alloc_hint 24
    "01 00 "        // p_cont_id
    "00 "           // cancel_count
    "01 "           // extended error information
    "03 00 01 1c "  // status nca_s_unk_if
    "00 00 00 00"}; // reserved

inline constexpr Layout bind_layout{"bind",
    "05 00 0b 13 10 00 00 00 48 00 00 00 01 00 00 00 "  // CONC_MPX, 72 octets
    "d0 16 d0 16 "                                      // max_xmit_frag, max_recv_frag 5840
    "78 56 34 12 "                                      // assoc_group_id
    "01 00 00 00 "                                      // n_context_elem, reserved, reserved2
    "05 00 01 00 "                                      // p_cont_id 5, n_transfer_syn, reserved
    "08 83 af e1 1f 5d c9 11 91 a4 08 00 2b 14 a0 fa 03 00 00 00 "    // epmapper 3.0
    "04 5d 88 8a eb 1c c9 11 9f e8 08 00 2b 10 48 60 02 00 00 00"};  // NDR 2.0

inline constexpr Layout big_endian_bind_layout{"big_endian_bind",
    "05 00 0b 13 00 00 00 00 00 48 00 00 00 00 00 01 "
    "16 d0 16 d0 12 34 56 78 01 00 00 00 "
    "00 05 01 00 "
    "e1 af 83 08 5d 1f 11 c9 91 a4 08 00 2b 14 a0 fa 00 00 00 03 "
    "8a 88 5d 04 1c eb 11 c9 9f e8 08 00 2b 10 48 60 00 00 00 02"};

// Two contexts, the second with two transfer syntaxes.
inline constexpr Layout alter_context_layout{"alter_context",
    "05 00 0e 03 10 00 00 00 88 00 00 00 02 00 00 00 "
    "d0 16 d0 16 00 00 00 00 02 00 00 00 "
    "05 00 01 00 "
    "08 83 af e1 1f 5d c9 11 91 a4 08 00 2b 14 a0 fa 03 00 00 00 "
    "04 5d 88 8a eb 1c c9 11 9f e8 08 00 2b 10 48 60 02 00 00 00 "
    "06 00 02 00 "
    "80 bd a8 af 8a 7d c9 11 be f4 08 00 2b 10 29 89 01 00 02 00 "  // mgmt, version 1.2
    "33 05 71 71 ba be 37 49 83 19 b5 db ef 9c cc 36 01 00 00 00 "  // NDR64
    "04 5d 88 8a eb 1c c9 11 9f e8 08 00 2b 10 48 60 02 00 00 00"};

// A server on port 135: four octets of sec_addr, two of padding.
inline constexpr Layout bind_ack_layout{"bind_ack",
    "05 00 0c 03 10 00 00 00 3c 00 00 00 01 00 00 00 "  // 60 octets
    "d0 16 d0 16 78 56 34 12 "                          // sizes, assoc_group_id
    "04 00 31 33 35 00 "                                // sec_addr "135"
    "00 00 "                                            // pad2
    "01 00 00 00 "                                      // n_results, reserved, reserved2
    "00 00 00 00 "                                      // acceptance
    "04 5d 88 8a eb 1c c9 11 9f e8 08 00 2b 10 48 60 02 00 00 00"};

// A five-digit port needs no padding; the second context is refused.
inline constexpr Layout bind_ack_of_dynamic_port_layout{"bind_ack_of_dynamic_port",
    "05 00 0c 03 10 00 00 00 54 00 00 00 01 00 00 00 "  // 84 octets
    "d0 16 d0 16 78 56 34 12 "
    "06 00 34 39 31 35 32 00 "                          // sec_addr "49152"
    "02 00 00 00 "
    "00 00 00 00 04 5d 88 8a eb 1c c9 11 9f e8 08 00 2b 10 48 60 02 00 00 00 "
    "02 00 01 00 "                                      // provider_rejection, abstract syntax
    "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"};

inline constexpr Layout alter_context_resp_layout{"alter_context_resp",
    "05 00 0f 03 10 00 00 00 38 00 00 00 02 00 00 00 "  // 56 octets
    "d0 16 d0 16 00 00 00 00 "
    "00 00 00 00 "                                      // no sec_addr, pad2
    "01 00 00 00 "
    "03 00 03 00 "                                      // negotiate_ack, both features
    "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"};

inline constexpr Layout bind_nak_layout{"bind_nak",
    "05 00 0d 03 10 00 00 00 18 00 00 00 01 00 00 00 "
    "04 00 "      // provider_reject_reason protocol_version_not_supported
    "01 05 00 "   // one version, 5.0
    "00 00 00"};  // padding

inline constexpr Layout auth3_layout{"auth3",
    "05 00 10 03 10 00 00 00 20 00 04 00 02 00 00 00 "
    "d0 16 d0 16 "                // four ignored octets
    "0a 06 00 00 01 00 00 00 "    // sec_trailer
    "f0 f1 f2 f3"};

inline constexpr Layout shutdown_layout{"shutdown",
    "05 00 11 03 10 00 00 00 10 00 00 00 00 00 00 00"};
inline constexpr Layout co_cancel_layout{"co_cancel",
    "05 00 12 03 10 00 00 00 10 00 00 00 07 00 00 00"};
inline constexpr Layout orphaned_layout{"orphaned",
    "05 00 13 03 10 00 00 00 10 00 00 00 07 00 00 00"};

inline constexpr Layout rts_layout{"rts",
    "05 00 14 03 10 00 00 00 1c 00 00 00 00 00 00 00 "
    "02 00 01 00 "               // flags: other command; one command
    "05 00 00 00 e0 93 04 00"};  // ClientKeepalive 300000

// clang-format on

inline constexpr Layout all_layouts[] = {request_layout,
                                         big_endian_request_layout,
                                         request_with_object_layout,
                                         secured_request_layout,
                                         response_layout,
                                         fault_layout,
                                         bind_layout,
                                         big_endian_bind_layout,
                                         alter_context_layout,
                                         bind_ack_layout,
                                         bind_ack_of_dynamic_port_layout,
                                         alter_context_resp_layout,
                                         bind_nak_layout,
                                         auth3_layout,
                                         shutdown_layout,
                                         co_cancel_layout,
                                         orphaned_layout,
                                         rts_layout};

}  // namespace ripcord::dcerpc
