#include "transports/dcerpc/endpoint_map.hpp"

#include "tests/support/hex.hpp"
#include "tests/transports/dcerpc/towers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ripcord::dcerpc::ept {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

/// A tower that is easy to spot: it is not looked into here.
TowerPointer tower(std::uint32_t referent, const char* hex) { return {referent, bytes(hex)}; }

const ContextHandle handle{0, ndr20.uuid};
const char* const handle_hex = "00 00 00 00 04 5d 88 8a eb 1c c9 11 9f e8 08 00 2b 10 48 60 ";
const char* const null_handle_hex = "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 ";

template <typename Message>
std::string stub_hex(const Message& message, ByteOrder order = ByteOrder::little_endian) {
  Bytes stub;
  encode_stub(message, order, stub);
  return hex_text(stub);
}

template <typename Message>
Decoded<Message> from_hex(const std::string& hex) {
  const Bytes stub = bytes(hex);
  return decode_stub<Message>(stub, ByteOrder::little_endian);
}

/// Expects the layout, and that it is read back in both byte orders.
template <typename Message>
void expect_stub(const std::string& hex, const Message& message) {
  EXPECT_EQ(hex_text(bytes(hex)), stub_hex(message));
  EXPECT_EQ(message, *from_hex<Message>(hex));
  Bytes big;
  encode_stub(message, ByteOrder::big_endian, big);
  EXPECT_EQ(message, *decode_stub<Message>(big, ByteOrder::big_endian));
}

TEST(EptMap, asks_with_object_tower_and_handle) {
  const MapIn message{.object = {.referent = 1},
                      .map_tower = {2, bytes(tcp_tower_hex)},
                      .entry_handle = {},
                      .max_towers = 4};

  expect_stub(std::string("01 00 00 00 "  // object
                          "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 "
                          "02 00 00 00 "               // map_tower
                          "4b 00 00 00 4b 00 00 00 ")  // max_count, tower_length 75
                  + tcp_tower_hex + " 00 " + null_handle_hex + "04 00 00 00",
              message);
}

TEST(EptMap, asks_in_132_octets_for_a_tcp_tower) {
  const MapIn message{.object = {.referent = 1}, .map_tower = {2, bytes(tcp_tower_hex)}};

  Bytes stub;
  encode_stub(message, ByteOrder::little_endian, stub);

  EXPECT_THAT(stub, SizeIs(132));
}

TEST(EptMap, asks_with_null_pointers) {
  expect_stub(std::string("00 00 00 00 00 00 00 00 ") + null_handle_hex + "01 00 00 00",
              MapIn{.max_towers = 1});
}

TEST(EptMap, answers_with_all_pointers_before_all_towers) {
  const MapOut message{.entry_handle = handle,
                       .num_towers = 2,
                       .max_count = 4,
                       .towers = {tower(3, "aa bb cc"), tower(4, "dd")},
                       .status = status::ok};

  expect_stub(std::string(handle_hex) +
                  "02 00 00 00 "                          // num_towers
                  "04 00 00 00 00 00 00 00 02 00 00 00 "  // max_count, offset, actual_count
                  "03 00 00 00 04 00 00 00 "              // pointers
                  "03 00 00 00 03 00 00 00 aa bb cc 00 "  // tower, gap
                  "01 00 00 00 01 00 00 00 dd 00 00 00 "  // tower, gap
                  "00 00 00 00",                          // status
              message);
}

TEST(EptMap, answers_in_128_octets_with_one_tcp_tower) {
  const MapOut message{.num_towers = 1, .max_count = 1, .towers = {{3, bytes(tcp_tower_hex)}}};

  Bytes stub;
  encode_stub(message, ByteOrder::little_endian, stub);

  EXPECT_THAT(stub, SizeIs(128));
}

TEST(EptMap, answers_a_failure_with_counts_and_handle) {
  expect_stub(
      std::string(null_handle_hex) + "00 00 00 00 04 00 00 00 00 00 00 00 00 00 00 00 d6 a0 c9 16",
      MapOut{.max_count = 4, .status = status::not_registered});
}

TEST(EptMap, answers_with_a_null_tower) {
  expect_stub(std::string(null_handle_hex) +
                  "01 00 00 00 01 00 00 00 00 00 00 00 01 00 00 00 00 00 00 00 00 00 00 00",
              MapOut{.num_towers = 1, .max_count = 1, .towers = {TowerPointer{}}});
}

TEST(EptMap, says_where_a_tower_stood) {
  const auto message =
      from_hex<MapOut>(std::string(null_handle_hex) +
                       "01 00 00 00 01 00 00 00 00 00 00 00 01 00 00 00 "
                       "03 00 00 00 01 00 00 00 01 00 00 00 dd 00 00 00 00 00 00 00");

  ASSERT_TRUE(message);
  EXPECT_EQ(48U, message->towers[0].offset);
}

TEST(EptMap, may_say_another_number_than_there_are_towers) {
  const auto message = from_hex<MapOut>(
      std::string(null_handle_hex) + "02 00 00 00 01 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00");

  ASSERT_TRUE(message);
  EXPECT_EQ(2U, message->num_towers);
  EXPECT_THAT(message->towers, IsEmpty());
}

TEST(EptMap, takes_a_tower_of_2000_octets) {
  const MapIn message{.map_tower = {2, Bytes(2000)}};

  EXPECT_TRUE(from_hex<MapIn>(stub_hex(message)));
}

TEST(EptMap, refuses_a_tower_of_2001_octets) {
  const MapIn message{.map_tower = {2, Bytes(2001)}};

  EXPECT_EQ(DecodeError(errc::array_bounds, 8), from_hex<MapIn>(stub_hex(message)).error());
}

TEST(EptMap, takes_500_as_the_most_towers) {
  EXPECT_TRUE(from_hex<MapIn>(stub_hex(MapIn{.max_towers = 500})));
}

TEST(EptMap, refuses_to_be_asked_for_501_towers) {
  EXPECT_EQ(DecodeError(errc::array_bounds, 28),
            from_hex<MapIn>(stub_hex(MapIn{.max_towers = 501})).error());
}

TEST(EptMap, refuses_a_tower_whose_counts_differ) {
  const auto message =
      from_hex<MapIn>("00 00 00 00 02 00 00 00 04 00 00 00 03 00 00 00 aa bb cc dd");

  EXPECT_EQ(DecodeError(errc::array_bounds, 12), message.error());
}

TEST(EptMap, refuses_more_towers_than_their_conformance) {
  const auto message = from_hex<MapOut>(std::string(null_handle_hex) +
                                        "02 00 00 00 01 00 00 00 00 00 00 00 02 00 00 00");

  EXPECT_EQ(DecodeError(errc::array_bounds, 32), message.error());
}

TEST(EptLookup, asks_in_40_octets_without_object_and_interface) {
  expect_stub(std::string("00 00 00 00 "              // inquiry_type all
                          "00 00 00 00 00 00 00 00 "  // null pointers
                          "01 00 00 00 ") +           // vers_option all
                  null_handle_hex +
                  "f4 01 00 00",  // max_ents
              LookupIn{.max_ents = 500});
}

TEST(EptLookup, asks_by_object_and_interface) {
  const LookupIn message{.inquiry_type = inquiry::by_both,
                         .object = {1, mgmt_interface.uuid},
                         .interface = {2, epmapper_interface},
                         .vers_option = version_option::exact,
                         .entry_handle = handle,
                         .max_ents = 1};

  expect_stub(std::string("03 00 00 00 "
                          "01 00 00 00 80 bd a8 af 8a 7d c9 11 be f4 08 00 2b 10 29 89 "
                          "02 00 00 00 08 83 af e1 1f 5d c9 11 91 a4 08 00 2b 14 a0 fa "
                          "03 00 00 00 "   // major 3, minor 0
                          "03 00 00 00 ")  // vers_option exact
                  + handle_hex + "01 00 00 00",
              message);
}

LookupOut two_entries() {
  return {.entry_handle = {},
          .num_ents = 2,
          .max_count = 2,
          .entries = {{Uuid{}, tower(1, "aa bb cc"), "EXAMPLE123"},
                      {mgmt_interface.uuid, tower(2, "dd"), ""}},
          .status = status::ok};
}

TEST(EptLookup, answers_with_all_entries_before_all_towers) {
  expect_stub(std::string(null_handle_hex) +
                  "02 00 00 00 02 00 00 00 00 00 00 00 02 00 00 00 "  // num_ents and array
                  "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 "  // object
                  "01 00 00 00 "                                      // tower
                  "00 00 00 00 0b 00 00 00 "                          // annotation of 11
                  "45 58 41 4d 50 4c 45 31 32 33 00 00 "              // EXAMPLE123, NUL, gap
                  "80 bd a8 af 8a 7d c9 11 be f4 08 00 2b 10 29 89 "  // object
                  "02 00 00 00 00 00 00 00 01 00 00 00 00 00 00 00 "  // tower, empty annotation
                  "03 00 00 00 03 00 00 00 aa bb cc 00 "              // towers
                  "01 00 00 00 01 00 00 00 dd 00 00 00 "
                  "00 00 00 00",
              two_entries());
}

TEST(EptLookup, takes_an_annotation_of_64_octets) {
  LookupOut message = two_entries();
  message.entries[0].annotation = std::string(63, 'x');

  EXPECT_TRUE(from_hex<LookupOut>(stub_hex(message)));
}

TEST(EptLookup, refuses_an_annotation_of_65_octets) {
  LookupOut message = two_entries();
  message.entries[0].annotation = std::string(64, 'x');

  EXPECT_EQ(DecodeError(errc::array_bounds, 60), from_hex<LookupOut>(stub_hex(message)).error());
}

TEST(EptInsert, has_entries_of_known_number_and_replace) {
  const InsertIn message{{{Uuid{}, {1, bytes(tcp_tower_hex)}, "EXAMPLE123"}}, 1};

  expect_stub(std::string("01 00 00 00 01 00 00 00 "
                          "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 "
                          "01 00 00 00 00 00 00 00 0b 00 00 00 "
                          "45 58 41 4d 50 4c 45 31 32 33 00 00 "
                          "4b 00 00 00 4b 00 00 00 ") +
                  tcp_tower_hex + " 00 01 00 00 00",
              message);
}

TEST(EptInsert, has_136_octets_for_one_tcp_entry) {
  const InsertIn message{{{Uuid{}, {1, bytes(tcp_tower_hex)}, "EXAMPLE123"}}, 1};

  Bytes stub;
  encode_stub(message, ByteOrder::little_endian, stub);

  EXPECT_THAT(stub, SizeIs(136));
}

TEST(EptInsert, refuses_counts_that_differ) {
  EXPECT_EQ(DecodeError(errc::array_bounds, 4),
            from_hex<InsertIn>("01 00 00 00 02 00 00 00").error());
}

TEST(EptInsert, refuses_501_entries) {
  EXPECT_EQ(DecodeError(errc::array_bounds, 0),
            from_hex<InsertIn>("f5 01 00 00 f5 01 00 00").error());
}

TEST(EptInsert, refuses_entries_that_are_not_there) {
  EXPECT_EQ(DecodeError(errc::truncated, 8), from_hex<InsertIn>("f4 01 00 00 f4 01 00 00").error());
}

TEST(EptDelete, has_entries_only) {
  expect_stub(
      "01 00 00 00 01 00 00 00 "
      "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 "
      "00 00 00 00 00 00 00 00 01 00 00 00 00",
      DeleteIn{{Entry{}}});
}

TEST(EptLookupHandleFree, hands_a_handle_over_and_back) {
  expect_stub(handle_hex, LookupHandleFreeIn{handle});
  expect_stub(std::string(null_handle_hex) + "d5 a0 c9 16",
              LookupHandleFreeOut{{}, status::invalid_context});
}

TEST(EptInqObject, returns_the_mappers_object) {
  expect_stub("80 bd a8 af 8a 7d c9 11 be f4 08 00 2b 10 29 89 00 00 00 00",
              InqObjectOut{mgmt_interface.uuid, status::ok});
}

TEST(EptMgmtDelete, names_object_and_tower) {
  expect_stub(
      "01 00 00 00 "
      "01 00 00 00 80 bd a8 af 8a 7d c9 11 be f4 08 00 2b 10 29 89 "
      "02 00 00 00 01 00 00 00 01 00 00 00 dd",
      MgmtDeleteIn{1, {1, mgmt_interface.uuid}, tower(2, "dd")});
}

TEST(StatusOut, is_all_that_insert_and_delete_return) {
  expect_stub("cd a0 c9 16", StatusOut{status::cant_perform_op});
}

TEST(Referents, of_an_answer_begin_behind_those_of_the_question) {
  EXPECT_EQ(3U, free_referent(MapIn{.object = {.referent = 1}, .map_tower = {.referent = 2}}));
  EXPECT_EQ(0x20005U,
            free_referent(MapIn{.object = {.referent = 0x20004}, .map_tower = {.referent = 2}}));
  EXPECT_EQ(10U, free_referent(LookupIn{.object = {.referent = 8}, .interface = {.referent = 9}}));
}

TEST(Referents, of_an_answer_begin_with_three_where_the_question_has_none) {
  EXPECT_EQ(3U, free_referent(LookupIn{}));
}

TEST(Referents, of_an_answer_are_never_null) {
  EXPECT_EQ(3U, free_referent(MapIn{.map_tower = {.referent = 0xffff'ffff}}));
}

TEST(Referents, number_the_towers_of_a_list) {
  std::vector<TowerPointer> towers(2);

  number_referents(towers, 3);

  EXPECT_EQ(3U, towers[0].referent);
  EXPECT_EQ(4U, towers[1].referent);
}

}  // namespace
}  // namespace ripcord::dcerpc::ept
