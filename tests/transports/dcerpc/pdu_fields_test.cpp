#include "transports/dcerpc/pdu_fields.hpp"

#include "tests/support/hex.hpp"
#include "tests/transports/dcerpc/layouts.hpp"
#include "transports/dcerpc/pdu.hpp"

#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

namespace ripcord::dcerpc {
namespace {

using protocol::FieldKind;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsSubsetOf;

class Recorder final : public protocol::FieldVisitor {
 public:
  struct Seen {
    std::string name;
    protocol::Field field;
  };

  void visit(const protocol::Field& field) override {
    fields.push_back({std::string(field.name), field});
  }

  std::vector<Seen> fields;
};

std::vector<Recorder::Seen> fields_of(ByteView unit) {
  Recorder recorder;
  show_fields(unit, recorder);
  return recorder.fields;
}

/// `offset+width name=value` of every field.
std::vector<std::string> described(ByteView unit) {
  std::vector<std::string> lines;
  for (const Recorder::Seen& seen : fields_of(unit)) {
    lines.push_back(fmt::format(
        "{}+{} {}={}", seen.field.offset, seen.field.width, seen.name, seen.field.value));
  }
  return lines;
}

TEST(Fields, of_a_request_are_header_body_and_stub) {
  EXPECT_THAT(described(bytes(request_layout.hex)),
              ElementsAre("0+1 rpc_vers=5",
                          "1+1 rpc_vers_minor=0",
                          "2+1 ptype=0",
                          "3+1 pfc_flags=3",
                          "4+4 packed_drep=0",
                          "8+2 frag_length=28",
                          "10+2 auth_length=0",
                          "12+4 call_id=2",
                          "16+4 alloc_hint=4",
                          "20+2 p_cont_id=1",
                          "22+2 opnum=3",
                          "24+4 stub_data=0"));
}

TEST(Fields, of_a_secured_request_go_on_behind_the_stub) {
  const std::vector<std::string> lines = described(bytes(secured_request_layout.hex));

  EXPECT_THAT(std::vector<std::string>(lines.begin() + 11, lines.end()),
              ElementsAre("24+4 stub_data=0",
                          "28+4 auth_pad=0",
                          "32+1 auth_type=10",
                          "33+1 auth_level=6",
                          "34+1 auth_pad_length=4",
                          "35+1 auth_reserved=0",
                          "36+4 auth_context_id=259",
                          "40+8 auth_value=0"));
}

TEST(Fields, of_lists_carry_an_index) {
  const std::vector<std::string> lines = described(bytes(alter_context_layout.hex));

  EXPECT_THAT(std::vector<std::string>(lines.begin() + 21, lines.end()),
              ElementsAre("72+2 p_context_elem[1].p_cont_id=6",
                          "74+1 p_context_elem[1].n_transfer_syn=2",
                          "75+1 p_context_elem[1].reserved=0",
                          "76+16 p_context_elem[1].abstract_syntax.if_uuid=0",
                          "92+4 p_context_elem[1].abstract_syntax.if_version=131073",
                          "96+16 p_context_elem[1].transfer_syntaxes[0].if_uuid=0",
                          "112+4 p_context_elem[1].transfer_syntaxes[0].if_version=1",
                          "116+16 p_context_elem[1].transfer_syntaxes[1].if_uuid=0",
                          "132+4 p_context_elem[1].transfer_syntaxes[1].if_version=2"));
}

TEST(Fields, have_the_kind_that_fits) {
  const std::vector<Recorder::Seen> fields = fields_of(bytes(request_with_object_layout.hex));

  EXPECT_EQ(FieldKind::integer, fields[0].field.kind);
  EXPECT_EQ(FieldKind::flags, fields[3].field.kind);
  EXPECT_EQ(FieldKind::bytes, fields[4].field.kind);
  EXPECT_EQ(FieldKind::uuid, fields[11].field.kind);
}

TEST(Fields, have_the_order_of_their_unit) {
  EXPECT_EQ(ByteOrder::big_endian, fields_of(bytes(big_endian_request_layout.hex))[8].field.order);
  EXPECT_EQ(ByteOrder::little_endian, fields_of(bytes(request_layout.hex))[8].field.order);
}

TEST(Fields, end_where_the_unit_ends) {
  EXPECT_THAT(described(bytes("05 00 00 03 10 00 00 00 1c")),
              ElementsAre("0+1 rpc_vers=5",
                          "1+1 rpc_vers_minor=0",
                          "2+1 ptype=0",
                          "3+1 pfc_flags=3",
                          "4+4 packed_drep=0"));
}

TEST(Fields, of_an_unknown_ptype_are_the_header) {
  EXPECT_EQ(8U, fields_of(bytes("05 00 fe 03 10 00 00 00 12 00 00 00 01 00 00 00 ff ff")).size());
}

TEST(Fields, are_shown_although_the_auth_length_is_wrong) {
  const std::vector<std::string> lines =
      described(bytes("05 00 00 03 10 00 00 00 18 00 ff ff 01 00 00 00 00 00 00 00 00 00 00 00"));

  EXPECT_EQ("22+2 opnum=0", lines.back());
}

/// Every layout: the table that shows fields and the codec must agree on all of them.
class FieldsOfEveryLayout : public testing::TestWithParam<Layout> {
 protected:
  const Bytes unit = bytes(GetParam().hex);
};

INSTANTIATE_TEST_SUITE_P(, FieldsOfEveryLayout, testing::ValuesIn(all_layouts), by_name);

/// The octets that no field covers, or that two cover.
std::set<std::size_t> not_covered_once(ByteView unit) {
  std::map<std::size_t, int> covered;
  for (const Recorder::Seen& seen : fields_of(unit)) {
    for (std::size_t i = 0; i < seen.field.width; ++i) ++covered[seen.field.offset + i];
  }
  std::set<std::size_t> wrong;
  for (std::size_t i = 0; i < unit.size(); ++i) {
    if (covered[i] != 1) wrong.insert(i);
  }
  return wrong;
}

TEST_P(FieldsOfEveryLayout, cover_every_octet_once) {
  EXPECT_THAT(not_covered_once(unit), IsEmpty());
}

/// Lengths, counts and what decides the layout: changing one moves other fields.
bool shapes_the_unit(const std::string& name) {
  static const std::set<std::string> names{"rpc_vers",
                                           "rpc_vers_minor",
                                           "ptype",
                                           "packed_drep",
                                           "frag_length",
                                           "auth_length",
                                           "auth_pad_length",
                                           "n_context_elem",
                                           "n_results",
                                           "n_protocols",
                                           "sec_addr.length"};
  return names.contains(name) || name.ends_with(".n_transfer_syn");
}

/// The fields whose last octet, changed in the unit, is not that octet alone after a trip through
/// the decoder and the encoder.
std::vector<std::string> lost_in_the_codec(const Bytes& unit) {
  std::vector<std::string> lost;
  for (const Recorder::Seen& seen : fields_of(unit)) {
    if (shapes_the_unit(seen.name)) continue;
    Bytes changed = unit;
    changed[seen.field.offset + seen.field.width - 1] ^= 0x04;
    const Decoded<Pdu> pdu = decode(changed);
    Bytes again;
    if (pdu) encode(*pdu, again);
    if (again != changed) lost.push_back(seen.name);
  }
  return lost;
}

TEST_P(FieldsOfEveryLayout, are_the_fields_that_the_codec_keeps) {
  EXPECT_THAT(lost_in_the_codec(unit), IsEmpty());
}

std::set<std::string> without_indices(std::vector<Recorder::Seen> fields) {
  std::set<std::string> names;
  for (Recorder::Seen& seen : fields) {
    for (std::size_t at = seen.name.find('['); at != std::string::npos; at = seen.name.find('['))
      seen.name.erase(at, seen.name.find(']') + 1 - at);
    names.insert(seen.name);
  }
  return names;
}

TEST_P(FieldsOfEveryLayout, are_all_listed) {
  const std::vector<std::string> listed(field_names().begin(), field_names().end());

  EXPECT_THAT(without_indices(fields_of(unit)), IsSubsetOf(listed));
}

TEST(FieldNames, are_sorted) {
  EXPECT_TRUE(std::is_sorted(field_names().begin(), field_names().end()));
}

TEST(FieldNames, have_no_index) {
  EXPECT_THAT(field_names(), testing::Each(testing::Not(testing::HasSubstr("["))));
}

/// Every ptype that has a connection-oriented PDU.
class Exemplar : public testing::TestWithParam<int> {};

INSTANTIATE_TEST_SUITE_P(,
                         Exemplar,
                         testing::Values(0, 2, 3, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20));

TEST_P(Exemplar, decodes_as_its_type) {
  const auto ptype = static_cast<PduType>(GetParam());

  const Bytes unit = exemplar(ptype);

  const Decoded<Pdu> pdu = decode(unit);
  ASSERT_TRUE(pdu);
  EXPECT_EQ(ptype, header_of(*pdu).ptype);
}

TEST(NoExemplar, is_made_for_a_connectionless_type) {
  EXPECT_THAT(exemplar(PduType::ping), IsEmpty());
}

}  // namespace
}  // namespace ripcord::dcerpc
