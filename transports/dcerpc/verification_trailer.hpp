#pragma once

#include "transports/dcerpc/errc.hpp"
#include "transports/dcerpc/header.hpp"
#include "transports/dcerpc/syntax.hpp"

#include <cstdint>
#include <optional>

namespace ripcord::dcerpc {

/// What the last fragment of a secured request repeats at the end of its stub, so that a tampered
/// header shows (MS-RPCE §2.2.2.13 Verification trailer). Always little endian.
struct VerificationTrailer {
  /// rpc_sec_vt_bitmask; bit 0: the client supports header signing.
  std::optional<std::uint32_t> bitmask;
  struct PresentationContext {
    SyntaxId interface_id;
    SyntaxId transfer_syntax;
  };
  /// rpc_sec_vt_pcontext.
  std::optional<PresentationContext> pcontext;
  struct Header2 {
    PduType ptype = PduType::request;
    DataRepresentation drep;
    std::uint32_t call_id = 0;
    std::uint16_t context_id = 0;
    std::uint16_t opnum = 0;
  };
  /// rpc_sec_vt_header2.
  std::optional<Header2> header2;
};

/// How far from the stub's end the trailer's magic is searched.
inline constexpr std::size_t verification_trailer_window = 1024;

/// Where in `stub` a verification trailer begins; none if it has none.
[[nodiscard]] std::optional<std::size_t> find_verification_trailer(ByteView stub);

/// Decodes the trailer at the front of `bytes`, which begins with the magic. Fails with
/// `truncated` or `verification_trailer`; unknown commands that need not be processed are skipped.
[[nodiscard]] Decoded<VerificationTrailer> decode_verification_trailer(ByteView bytes);

/// Appends the trailer, 4-aligned to the stub that begins at `stub_start` of `out`. It must have at
/// least one command.
void encode_verification_trailer(const VerificationTrailer& trailer,
                                 std::size_t stub_start,
                                 Bytes& out);

}  // namespace ripcord::dcerpc
