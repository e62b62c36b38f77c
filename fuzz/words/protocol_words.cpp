#include "fuzz/words/dictionary.hpp"
#include "fuzz/words/words.hpp"
#include "transports/base/writer.hpp"
#include "transports/dcerpc/endpoint_map.hpp"
#include "transports/dcerpc/fragmentation.hpp"
#include "transports/dcerpc/management.hpp"
#include "transports/dcerpc/ndr.hpp"
#include "transports/dcerpc/negotiation.hpp"
#include "transports/dcerpc/pdu.hpp"
#include "transports/dcerpc/pdu_layout.hpp"
#include "transports/dcerpc/status.hpp"
#include "transports/dcerpc/tower.hpp"
#include "transports/dcerpc/tower_binding.hpp"
#include "transports/dcerpc/verification_trailer.hpp"

#include <array>
#include <type_traits>

namespace ripcord::fuzz {
namespace {

using namespace dcerpc;

/// The reserved flag makes a PDU the server's for targets that have to be told.
constexpr std::array<Byte, 3> flag_sets{
    pfc::whole, Byte{pfc::whole | pfc::reserved}, pfc::object_uuid};
constexpr std::array orders{ByteOrder::little_endian, ByteOrder::big_endian};

/// The first eight octets of a PDU in each byte order, with the flags that matter to its type.
void add_header(PduType type, Dictionary& words) {
  const bool is_call = type == PduType::request || type == PduType::response;
  for (const ByteOrder order : orders) {
    const auto drep = DataRepresentation::of(order).octets[0];
    for (const Byte flags : flag_sets) {
      const Byte begin[] = {5, 0, static_cast<Byte>(type), flags, drep, 0, 0, 0};
      if (is_call || (flags & pfc::whole) != 0) words.add(ByteView(begin));
    }
  }
  for (const Byte flags : {pfc::first_frag, pfc::last_frag, Byte{0}}) {
    const Byte begin[] = {5, 0, static_cast<Byte>(type), flags, 0x10, 0, 0, 0};
    if (is_call) words.add(ByteView(begin));
  }
}

void add_headers(Dictionary& words) {
  words.part(
      "The first octets of each PDU type (C706 §12.6.3.1); 08 in pfc_flags makes it the server's.");
  for (unsigned type = 0; type <= static_cast<unsigned>(PduType::rts); ++type) {
    with_pdu_type(static_cast<PduType>(type), [&]<typename Type>(std::type_identity<Type>) {
      if constexpr (!std::is_void_v<Type>) add_header(static_cast<PduType>(type), words);
    });
  }
}

void add_syntaxes(Dictionary& words) {
  words.part("Abstract and transfer syntaxes, p_syntax_id_t in both byte orders.");
  for (const SyntaxId& syntax : {ndr20,
                                 ndr64,
                                 epmapper_interface,
                                 mgmt_interface,
                                 rpcecho_interface,
                                 bind_time_feature_syntax(3)}) {
    for (const ByteOrder order : orders) {
      Bytes octets;
      NdrWriter writer(octets, order);
      writer.uuid(syntax.uuid);
      writer.u32(if_version(syntax));
      words.add(ByteView(octets));
    }
  }
}

void add_limits(Dictionary& words) {
  words.part("Where counts and sizes end, and one beside.");
  for (const std::uint64_t limit : {std::uint64_t{frag_size::must_receive},
                                    std::uint64_t{frag_size::negotiated_min},
                                    std::uint64_t{frag_size::tcp_max},
                                    std::uint64_t{frag_size::pipe_max},
                                    std::uint64_t{header_size},
                                    std::uint64_t{frag_length_max},
                                    std::uint64_t{tower_floor_count_max},
                                    std::uint64_t{tower_size_max},
                                    std::uint64_t{ept::entry_count_max},
                                    std::uint64_t{ept::annotation_size_max},
                                    std::uint64_t{mgmt::statistics_count_max},
                                    std::uint64_t{mgmt::princ_name_size_max},
                                    std::uint64_t{stray_call_id_window}}) {
    for (const std::uint64_t value : {limit, limit + 1}) {
      if (value <= 0xffff) words.add_number(value, 2);
      words.add_number(value, 4);
    }
  }
  words.add_number(request_stub_size_max, 4);
  words.add_number(request_stub_size_max + 1, 4);
  words.add_number(response_stub_size_max, 4);
}

void add_statuses(Dictionary& words) {
  words.part("Statuses of faults and of the endpoint mapper; Win32 errors are small numbers.");
  for (const StatusName& status : fault_statuses()) words.add_number(status.value, 4);
  for (const StatusName& status : ept_statuses()) words.add_number(status.value, 4);
  for (const StatusName& status : fault_statuses()) words.add(status.name);
  for (const StatusName& status : ept_statuses()) words.add(status.name);
  words.add("RPC_S_CALL_FAILED");
}

void add_floors(Dictionary& words) {
  words.part("Towers: a whole one of each protocol sequence, and its floors (C706 appendix L).");
  for (const ProtocolSequence sequence : {ProtocolSequence::ncacn_ip_tcp,
                                          ProtocolSequence::ncadg_ip_udp,
                                          ProtocolSequence::ncacn_http,
                                          ProtocolSequence::ncacn_np,
                                          ProtocolSequence::ncalrpc,
                                          ProtocolSequence::ncacn_unix_stream}) {
    const Bytes octets = tower_octets({.interface = epmapper_interface,
                                       .protocol_sequence = sequence,
                                       .port = 135,
                                       .endpoint = "a"});
    const Decoded<Tower> tower = Tower::decode(octets);
    for (const Floor& floor : tower->floors()) {
      Bytes one;
      encode_tower({&floor, 1}, one);
      words.add(ByteView(one).subspan(2));
    }
  }
}

}  // namespace

std::string protocol_words() {
  Dictionary words;
  words.part("Written by fuzz_dictionaries out of the tables of transports/dcerpc.");
  add_headers(words);
  add_syntaxes(words);
  add_limits(words);
  add_statuses(words);
  add_floors(words);
  words.part("A verification trailer (MS-RPCE §2.2.2.13).");
  Bytes trailer;
  encode_verification_trailer({.bitmask = 1}, 0, trailer);
  words.add(ByteView(trailer));
  words.add(ByteView(trailer).first(8));
  return words.text();
}

}  // namespace ripcord::fuzz
