#include "tests/support/hex.hpp"
#include "tests/transports/dcerpc/captured_units.hpp"
#include "tests/transports/dcerpc/layouts.hpp"
#include "transports/dcerpc/dcerpc_protocol.hpp"
#include "transports/dcerpc/endpoint_map.hpp"
#include "transports/dcerpc/pdu.hpp"
#include "transports/dcerpc/pdu_fields.hpp"
#include "transports/dcerpc/tower.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace ripcord::dcerpc {
namespace {

using protocol::Direction;
using testing::IsEmpty;

/// What one capture holds. The counts come from another program, for each file:
///   tshark -r FILE -d tcp.port==0-65535,dcerpc -T fields -e dcerpc.pkt_type |
///     tr ',' '\n' | sort -n | uniq -c
struct Expected {
  const char* name;
  std::map<PduType, std::size_t> pdus;
};

void PrintTo(const Expected& expected, std::ostream* out) { *out << expected.name; }

class Capture : public testing::TestWithParam<Expected> {
 protected:
  const std::vector<CapturedUnit> units = captured_units(GetParam().name);
};

INSTANTIATE_TEST_SUITE_P(,
                         Capture,
                         testing::Values(Expected{"impacket_epm_echo_mgmt_ntlm_vs_samba_ad",
                                                  {{PduType::request, 35},
                                                   {PduType::response, 48},
                                                   {PduType::fault, 3},
                                                   {PduType::bind, 11},
                                                   {PduType::bind_ack, 11},
                                                   {PduType::auth3, 4}}},
                                         Expected{"impacket_rpcdump_vs_samba_ad",
                                                  {{PduType::request, 2},
                                                   {PduType::response, 3},
                                                   {PduType::bind, 1},
                                                   {PduType::bind_ack, 1}}},
                                         Expected{"wine_backup_client_server_eptmap",
                                                  {{PduType::request, 143},
                                                   {PduType::response, 185},
                                                   {PduType::fault, 2},
                                                   {PduType::bind, 4},
                                                   {PduType::bind_ack, 4}}},
                                         Expected{"wine_eptmap_rejected_by_samba_ad",
                                                  {{PduType::request, 2},
                                                   {PduType::fault, 2},
                                                   {PduType::bind, 2},
                                                   {PduType::bind_ack, 2}}}),
                         by_name);

/// `size` octets, with what `why` says of them.
std::string complaint(const CapturedUnit& unit, const std::string& why) {
  return why + ": " + hex_text(unit.unit);
}

std::map<PduType, std::size_t> count_types(const std::vector<CapturedUnit>& units) {
  std::map<PduType, std::size_t> counts;
  for (const CapturedUnit& unit : units) ++counts[static_cast<PduType>(unit.info.pdu)];
  return counts;
}

TEST_P(Capture, has_as_many_pdus_of_each_type_as_another_program_finds) {
  EXPECT_EQ(GetParam().pdus, count_types(units));
}

std::vector<std::string> not_encoded_exactly(const std::vector<CapturedUnit>& units) {
  std::vector<std::string> failures;
  for (const CapturedUnit& unit : units) {
    const Decoded<Pdu> pdu = decode(unit.unit);
    Bytes again;
    if (pdu) encode(*pdu, again);
    if (again != unit.unit) failures.push_back(complaint(unit, "not encoded exactly"));
  }
  return failures;
}

TEST_P(Capture, encodes_every_decoded_pdu_to_the_same_octets) {
  EXPECT_THAT(not_encoded_exactly(units), IsEmpty());
}

/// Takes fields and notes where one does not begin where the last ended.
class GapFinder final : public protocol::FieldVisitor {
 public:
  void visit(const protocol::Field& field) override {
    if (field.offset != end) gaps.emplace_back(field.name);
    end = field.offset + field.width;
  }

  std::size_t end = 0;
  std::vector<std::string> gaps;
};

std::vector<std::string> not_covered_by_fields(const std::vector<CapturedUnit>& units) {
  std::vector<std::string> failures;
  for (const CapturedUnit& unit : units) {
    GapFinder finder;
    show_fields(unit.unit, finder);
    if (!finder.gaps.empty() || finder.end != unit.unit.size())
      failures.push_back(complaint(unit, "fields do not cover it"));
  }
  return failures;
}

TEST_P(Capture, has_a_field_for_every_octet) {
  EXPECT_THAT(not_covered_by_fields(units), IsEmpty());
}

bool is_answer(const CapturedUnit& unit) {
  return unit.info.pdu == static_cast<std::uint8_t>(PduType::response) ||
         unit.info.pdu == static_cast<std::uint8_t>(PduType::fault);
}

/// The calls of which an answer begins, and those of which one ends, as connection, interface,
/// operation and number.
using CallKey = std::tuple<std::size_t, protocol::InterfaceIndex, std::uint16_t, std::uint32_t>;

CallKey key_of(const CapturedUnit& unit) {
  return {unit.connection, unit.info.interface, unit.info.operation, unit.info.call};
}

std::vector<std::string> not_paired(const std::vector<CapturedUnit>& units) {
  std::map<CallKey, int> open;
  std::vector<std::string> failures;
  for (const CapturedUnit& unit : units) {
    const bool request = unit.info.pdu == static_cast<std::uint8_t>(PduType::request);
    if (!request && !is_answer(unit)) continue;
    if (unit.info.call == 0) failures.push_back(complaint(unit, "belongs to no call"));
    if (request && unit.info.last_fragment) ++open[key_of(unit)];
    if (!request && unit.info.last_fragment && --open[key_of(unit)] != 0)
      failures.push_back(complaint(unit, "answers a call without a request"));
  }
  return failures;
}

TEST_P(Capture, pairs_every_answer_with_one_request) { EXPECT_THAT(not_paired(units), IsEmpty()); }

/// A decoded stub of the endpoint mapper, encoded again; empty if it does not decode.
template <typename Message>
Bytes encoded_again(ByteView stub, ByteOrder order) {
  Bytes again;
  const Decoded<Message> message = ept::decode_stub<Message>(stub, order);
  if (message) ept::encode_stub(*message, order, again);
  return again;
}

Bytes mapper_stub_again(const CapturedUnit& unit, ByteView stub, ByteOrder order) {
  const bool in = unit.direction == Direction::to_server;
  switch (static_cast<ept::Opnum>(unit.info.operation)) {
    case ept::Opnum::ept_lookup:
      return in ? encoded_again<ept::LookupIn>(stub, order)
                : encoded_again<ept::LookupOut>(stub, order);
    case ept::Opnum::ept_map:
      return in ? encoded_again<ept::MapIn>(stub, order) : encoded_again<ept::MapOut>(stub, order);
    case ept::Opnum::ept_lookup_handle_free:
      return in ? encoded_again<ept::LookupHandleFreeIn>(stub, order)
                : encoded_again<ept::LookupHandleFreeOut>(stub, order);
    default:
      return {};
  }
}

/// Whether the unit carries a whole stub of the endpoint mapper that is not sealed.
bool is_plain_mapper_stub(const CapturedUnit& unit) {
  return unit.info.directory && unit.info.first_fragment && unit.info.last_fragment &&
         unit.info.pdu != static_cast<std::uint8_t>(PduType::fault);
}

/// Impacket fills the gaps in front of aligned types with this octet, everybody else with 0.
constexpr Byte impacket_gap = 0xab;

bool same_but_for_gaps(ByteView again, ByteView stub) {
  return std::equal(
      again.begin(), again.end(), stub.begin(), stub.end(), [](Byte written, Byte captured) {
        return written == captured || (written == 0 && captured == impacket_gap);
      });
}

std::vector<std::string> mapper_stubs_not_encoded_exactly(const std::vector<CapturedUnit>& units) {
  std::vector<std::string> failures;
  for (const CapturedUnit& unit : units) {
    if (!is_plain_mapper_stub(unit)) continue;
    const ByteView stub = ByteView(unit.unit).subspan(unit.info.stub_offset, unit.info.stub_size);
    const ByteOrder order = decode_header(unit.unit)->byte_order();
    const Bytes again = mapper_stub_again(unit, stub, order);
    if (!same_but_for_gaps(again, stub))
      failures.push_back(complaint(unit, "the stub is not encoded exactly"));
  }
  return failures;
}

TEST_P(Capture, encodes_every_mapper_message_to_the_same_octets) {
  EXPECT_THAT(mapper_stubs_not_encoded_exactly(units), IsEmpty());
}

}  // namespace
}  // namespace ripcord::dcerpc
