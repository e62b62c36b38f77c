#include "transports/dcerpc/ept_directory.hpp"

#include "tests/support/hex.hpp"
#include "tests/transports/dcerpc/towers.hpp"
#include "tests/transports/dcerpc/units.hpp"
#include "transports/dcerpc/endpoint_map.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ripcord::dcerpc {
namespace {

using protocol::AnswerEdit;
using protocol::DirectoryEntry;
using protocol::Protection;
using protocol::UnitInfo;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr UnitInfo map_info{.pdu = 2, .directory = true, .operation = 3};
constexpr UnitInfo lookup_info{.pdu = 2, .directory = true, .operation = 2};

const ContextHandle some_handle{0, mgmt_interface.uuid};

template <typename Message>
Bytes answer_unit(const Message& message, ByteOrder order = ByteOrder::little_endian) {
  Bytes stub;
  ept::encode_stub(message, order, stub);
  return unit_of(Response{.header = {.packed_drep = DataRepresentation::of(order), .call_id = 7},
                          .alloc_hint = static_cast<std::uint32_t>(stub.size()),
                          .p_cont_id = 1,
                          .stub = stub});
}

template <typename Message>
Message message_of(ByteView unit) {
  const Decoded<Response> response = decode_as<Response>(unit);
  return *ept::decode_stub<Message>(response->stub, response->header.byte_order());
}

/// A map answer with the tower of `tcp_binding` twice, the second on port 49665.
ept::MapOut two_towers() {
  TowerBinding second = tcp_binding();
  second.port = 49665;
  return {.entry_handle = some_handle,
          .num_towers = 2,
          .max_count = 4,
          .towers = {{3, tower_octets(tcp_binding())}, {4, tower_octets(second)}}};
}

ept::LookupOut one_entry() {
  return {.entry_handle = some_handle,
          .num_ents = 1,
          .max_count = 10,
          .entries = {{mgmt_interface.uuid, {1, tower_octets(tcp_binding())}, "store"}}};
}

DirectoryEntry entry(std::uint16_t port) {
  return {.interface = epmapper_interface,
          .protocol_sequence = "ncacn_ip_tcp",
          .port = port,
          .host = "192.0.2.7"};
}

/// A map answer that is protected at `auth_level`.
Bytes protected_answer(std::uint8_t auth_level) {
  const Bytes stub(40);
  return unit_of(
      Response{.stub = stub, .auth = SecTrailer{.auth_level = auth_level, .auth_value = stub}});
}

class DirectoryTest : public testing::Test {
 protected:
  const EptDirectory directory;
};

TEST_F(DirectoryTest, learns_the_towers_of_a_map_answer) {
  const auto entries = directory.learn(map_info, answer_unit(two_towers()));

  ASSERT_TRUE(entries);
  EXPECT_THAT(*entries, ElementsAre(entry(49664), entry(49665)));
}

TEST_F(DirectoryTest, learns_from_a_big_endian_answer) {
  const auto entries = directory.learn(map_info, answer_unit(two_towers(), ByteOrder::big_endian));

  ASSERT_TRUE(entries);
  EXPECT_THAT(*entries, ElementsAre(entry(49664), entry(49665)));
}

TEST_F(DirectoryTest, learns_object_and_annotation_of_a_lookup_answer) {
  const auto entries = directory.learn(lookup_info, answer_unit(one_entry()));

  DirectoryEntry expected = entry(49664);
  expected.object = mgmt_interface.uuid;
  expected.annotation = "store";
  ASSERT_TRUE(entries);
  EXPECT_THAT(*entries, ElementsAre(expected));
}

TEST_F(DirectoryTest, learns_host_and_number_of_a_local_port_that_has_both) {
  ept::MapOut message = two_towers();
  message.towers[0].octets =
      tower_octets(TowerBinding{.interface = epmapper_interface,
                                .protocol_sequence = ProtocolSequence::ncalrpc,
                                .endpoint = "server:49152"});

  const DirectoryEntry learned = directory.learn(map_info, answer_unit(message))->front();

  EXPECT_EQ("ncalrpc", learned.protocol_sequence);
  EXPECT_EQ("server", learned.host);
  EXPECT_EQ(49152U, learned.port);
}

TEST_F(DirectoryTest, answers_with_a_local_port) {
  const DirectoryEntry local{.interface = epmapper_interface,
                             .protocol_sequence = "ncalrpc",
                             .port = 49153,
                             .host = "server"};
  const Bytes unit = answer_unit(two_towers());

  const Decoded<Bytes> answer = directory.answer(
      map_info, unit, {.kind = protocol::AnswerEdit::Kind::entries, .entries = {local}});

  ASSERT_TRUE(answer);
  EXPECT_THAT(*directory.learn(map_info, *answer), ElementsAre(local));
}

TEST_F(DirectoryTest, learns_a_stack_that_it_does_not_know_as_unknown) {
  ept::MapOut message = two_towers();
  message.towers[0].octets = bytes(spx_tower_hex);

  EXPECT_EQ("unknown", directory.learn(map_info, answer_unit(message))->front().protocol_sequence);
}

TEST_F(DirectoryTest, learns_no_entry_from_a_tower_that_it_cannot_read) {
  ept::MapOut message = two_towers();
  message.towers[0].octets = bytes("05 00 13");

  EXPECT_THAT(*directory.learn(map_info, answer_unit(message)), ElementsAre(entry(49665)));
}

TEST_F(DirectoryTest, learns_that_nothing_is_registered) {
  const ept::MapOut message{.status = ept::status::not_registered};

  EXPECT_THAT(*directory.learn(map_info, answer_unit(message)), IsEmpty());
}

TEST_F(DirectoryTest, learns_nothing_from_another_interface) {
  const UnitInfo info{.pdu = 2, .operation = 3};

  EXPECT_EQ(std::nullopt, directory.learn(info, answer_unit(two_towers())));
}

TEST_F(DirectoryTest, learns_nothing_from_another_operation) {
  const UnitInfo info{.pdu = 2, .directory = true, .operation = 4};

  EXPECT_EQ(std::nullopt, directory.learn(info, answer_unit(two_towers())));
}

TEST_F(DirectoryTest, learns_nothing_from_a_fragment) {
  const UnitInfo info{.pdu = 2, .last_fragment = false, .directory = true, .operation = 3};

  EXPECT_EQ(std::nullopt, directory.learn(info, answer_unit(two_towers())));
}

TEST_F(DirectoryTest, learns_nothing_from_a_signed_answer) {
  const Bytes stub = bytes("00 00 00 00");
  const Bytes unit =
      unit_of(Response{.stub = stub, .auth = SecTrailer{.auth_level = 4, .auth_value = stub}});

  EXPECT_EQ(std::nullopt, directory.learn(map_info, unit));
}

TEST_F(DirectoryTest, learns_nothing_from_a_question) {
  EXPECT_EQ(std::nullopt, directory.learn(map_info, request_unit({.opnum = 3})));
}

TEST_F(DirectoryTest, says_that_nothing_is_registered) {
  const auto unit = directory.answer(map_info, answer_unit(two_towers()), {});

  ASSERT_TRUE(unit);
  EXPECT_EQ((ept::MapOut{.max_count = 4, .status = ept::status::not_registered}),
            message_of<ept::MapOut>(*unit));
}

TEST_F(DirectoryTest, keeps_the_call_that_it_answers) {
  const auto unit = directory.answer(map_info, answer_unit(two_towers()), {});

  const Decoded<Response> response = decode_as<Response>(*unit);
  EXPECT_EQ(7U, response->header.call_id);
  EXPECT_EQ(1U, response->p_cont_id);
}

TEST_F(DirectoryTest, hints_at_the_size_of_the_new_stub) {
  const auto unit = directory.answer(map_info, answer_unit(two_towers()), {});

  const Decoded<Response> response = decode_as<Response>(*unit);
  EXPECT_EQ(response->stub.size(), response->alloc_hint);
}

TEST_F(DirectoryTest, answers_with_no_entry) {
  const auto unit =
      directory.answer(lookup_info, answer_unit(one_entry()), {.kind = AnswerEdit::Kind::empty});

  ASSERT_TRUE(unit);
  EXPECT_EQ((ept::LookupOut{.max_count = 10}), message_of<ept::LookupOut>(*unit));
}

TEST_F(DirectoryTest, answers_with_other_entries) {
  const AnswerEdit edit{AnswerEdit::Kind::entries, {entry(1), entry(2), entry(3)}};

  const auto unit = directory.answer(map_info, answer_unit(two_towers()), edit);

  ASSERT_TRUE(unit);
  EXPECT_THAT(*directory.learn(map_info, *unit), ElementsAre(entry(1), entry(2), entry(3)));
}

// 1 and 2 are the question's.
TEST_F(DirectoryTest, numbers_the_pointers_of_other_entries_from_three) {
  const AnswerEdit edit{AnswerEdit::Kind::entries, {entry(1), entry(2)}};

  const auto unit = directory.answer(map_info, answer_unit(two_towers()), edit);

  ASSERT_TRUE(unit);
  EXPECT_EQ(3U, message_of<ept::MapOut>(*unit).towers.at(0).referent);
  EXPECT_EQ(4U, message_of<ept::MapOut>(*unit).towers.at(1).referent);
}

TEST_F(DirectoryTest, answers_a_lookup_with_other_entries) {
  DirectoryEntry other = entry(1);
  other.annotation = "moved";
  other.object = ndr20.uuid;

  const auto unit =
      directory.answer(lookup_info, answer_unit(one_entry()), {AnswerEdit::Kind::entries, {other}});

  ASSERT_TRUE(unit);
  EXPECT_THAT(*directory.learn(lookup_info, *unit), ElementsAre(other));
}

TEST_F(DirectoryTest, may_answer_with_more_towers_than_were_asked_for) {
  const AnswerEdit edit{AnswerEdit::Kind::entries, std::vector<DirectoryEntry>(5, entry(1))};

  const auto unit = directory.answer(map_info, answer_unit(two_towers()), edit);

  ASSERT_TRUE(unit);
  EXPECT_EQ(5U, message_of<ept::MapOut>(*unit).max_count);
}

TEST_F(DirectoryTest, takes_an_entry_without_a_protocol_sequence_for_tcp) {
  DirectoryEntry bare = entry(1);
  bare.protocol_sequence.clear();

  const auto unit =
      directory.answer(map_info, answer_unit(two_towers()), {AnswerEdit::Kind::entries, {bare}});

  ASSERT_TRUE(unit);
  EXPECT_THAT(*directory.learn(map_info, *unit), ElementsAre(entry(1)));
}

TEST_F(DirectoryTest, refuses_an_entry_with_a_protocol_sequence_that_it_does_not_know) {
  DirectoryEntry foreign = entry(1);
  foreign.protocol_sequence = "ncacn_spx";

  const auto unit =
      directory.answer(map_info, answer_unit(two_towers()), {AnswerEdit::Kind::entries, {foreign}});

  EXPECT_EQ(errc::protocol_sequence, unit.error().code);
}

/// 491 towers of 75 octets take 40 + 491 * 88 octets of stub and still fit one PDU; 745 do not.
TEST_F(DirectoryTest, refuses_more_entries_than_a_pdu_holds) {
  const AnswerEdit edit{AnswerEdit::Kind::entries, std::vector<DirectoryEntry>(800, entry(1))};

  EXPECT_EQ(errc::answer_too_large,
            directory.answer(map_info, answer_unit(two_towers()), edit).error().code);
}

TEST_F(DirectoryTest, cuts_the_last_tower_within_itself) {
  const auto unit =
      directory.answer(map_info, answer_unit(two_towers()), {.kind = AnswerEdit::Kind::truncated});

  ASSERT_TRUE(unit);
  const ept::MapOut message = message_of<ept::MapOut>(*unit);
  EXPECT_EQ(two_towers().towers[0], message.towers[0]);
  EXPECT_THAT(message.towers[1].octets, SizeIs(37));
  EXPECT_FALSE(Tower::decode(message.towers[1].octets));
}

TEST_F(DirectoryTest, refuses_to_edit_what_is_no_answer) {
  EXPECT_EQ(errc::not_an_answer, directory.answer({}, answer_unit(two_towers()), {}).error().code);
}

TEST_F(DirectoryTest, opens_the_first_fragment_of_an_answer) {
  UnitInfo first = map_info;
  first.last_fragment = false;

  const auto begin = directory.open(first, answer_unit(two_towers()));

  ASSERT_TRUE(begin);
  EXPECT_EQ(Protection::none, begin->protection);
  EXPECT_TRUE(begin->reader);
}

TEST_F(DirectoryTest, opens_no_later_fragment) {
  UnitInfo later = map_info;
  later.first_fragment = false;

  EXPECT_FALSE(directory.open(later, answer_unit(two_towers())));
}

TEST_F(DirectoryTest, opens_no_answer_to_another_operation) {
  UnitInfo other = map_info;
  other.operation = 4;

  EXPECT_FALSE(directory.open(other, answer_unit(two_towers())));
}

TEST_F(DirectoryTest, opens_nothing_outside_the_directory) {
  EXPECT_FALSE(directory.open({.pdu = 2, .operation = 3}, answer_unit(two_towers())));
}

TEST_F(DirectoryTest, reads_a_signed_answer_and_says_so) {
  const auto begin = directory.open(map_info, protected_answer(5));

  ASSERT_TRUE(begin);
  EXPECT_EQ(Protection::signed_only, begin->protection);
  EXPECT_TRUE(begin->reader);
}

TEST_F(DirectoryTest, has_no_reader_for_a_sealed_answer) {
  const auto begin = directory.open(map_info, protected_answer(6));

  ASSERT_TRUE(begin);
  EXPECT_EQ(Protection::sealed, begin->protection);
  EXPECT_FALSE(begin->reader);
}

}  // namespace
}  // namespace ripcord::dcerpc
