#pragma once

#include "transports/dcerpc/errc.hpp"
#include "transports/dcerpc/syntax.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

/// The messages of the remote management interface, mgmt version 1.0, as stubs in NDR 2.0 (C706
/// appendix Q; MS-RPCE §2.2.1.3). Operations without a struct `In` have an empty request.
namespace ripcord::dcerpc::mgmt {

enum class Opnum : std::uint16_t {
  inq_if_ids = 0,
  inq_stats = 1,
  is_server_listening = 2,
  stop_server_listening = 3,
  inq_princ_name = 4,
};

/// The most interfaces that this project takes in one answer.
inline constexpr std::uint32_t interface_count_max = 4096;
/// The range of inq_stats' count (MS-RPCE §2.2.1.3.2).
inline constexpr std::uint32_t statistics_count_max = 50;
/// The range of inq_princ_name's princ_name_size (MS-RPCE §2.2.1.3.4).
inline constexpr std::uint32_t princ_name_size_max = 4096;

struct InqIfIdsOut {
  /// Each has a referent of its own on the wire: 2, 3, ... behind the vector's 1.
  std::vector<SyntaxId> if_ids;
  std::uint32_t status = 0;
  friend bool operator==(const InqIfIdsOut&, const InqIfIdsOut&) = default;
};

struct InqStatsIn {
  /// Samba's client sends a second integer; it is ignored.
  std::uint32_t count = 0;
  friend bool operator==(const InqStatsIn&, const InqStatsIn&) = default;
};

struct InqStatsOut {
  /// calls_in, calls_out, pkts_in, pkts_out, and whatever a server adds.
  std::vector<std::uint32_t> statistics;
  std::uint32_t status = 0;
  friend bool operator==(const InqStatsOut&, const InqStatsOut&) = default;
};

struct IsServerListeningOut {
  std::uint32_t status = 0;
  /// boolean32: 0 or 1.
  std::uint32_t listening = 0;
  friend bool operator==(const IsServerListeningOut&, const IsServerListeningOut&) = default;
};

struct StopServerListeningOut {
  std::uint32_t status = 0;
  friend bool operator==(const StopServerListeningOut&, const StopServerListeningOut&) = default;
};

struct InqPrincNameIn {
  std::uint32_t authn_proto = 0;
  std::uint32_t princ_name_size = 0;
  friend bool operator==(const InqPrincNameIn&, const InqPrincNameIn&) = default;
};

struct InqPrincNameOut {
  /// Without its NUL.
  std::string princ_name;
  std::uint32_t status = 0;
  friend bool operator==(const InqPrincNameOut&, const InqPrincNameOut&) = default;
};

/// Decodes a stub into one of the structs above. Fails with `truncated`, `array_bounds` or
/// `unterminated_string`; octets behind the last parameter are ignored.
template <typename Message>
[[nodiscard]] Decoded<Message> decode_stub(ByteView stub, ByteOrder order);

/// Appends the stub of `message`.
template <typename Message>
void encode_stub(const Message& message, ByteOrder order, Bytes& out);

}  // namespace ripcord::dcerpc::mgmt
