#include "transports/dcerpc/ept_answer_reader.hpp"

#include "tests/transports/dcerpc/towers.hpp"
#include "transports/dcerpc/endpoint_map.hpp"

#include <gtest/gtest.h>

namespace ripcord::dcerpc {
namespace {

using protocol::EndpointPlace;
using List = EptAnswerReader::List;

// Where the numbers come from: a map answer with one tower is a handle (20), the number of towers
// (24), maximum count, offset and actual count (36), one referent (40), maximum count and
// tower_length (48), then the tower, in which the port stands at 64 and the address at 71.

ept::MapOut one_tower() {
  return {.num_towers = 1, .max_count = 4, .towers = {{3, tower_octets(tcp_binding())}}};
}

template <typename Message>
Bytes stub_of(const Message& message, ByteOrder order = ByteOrder::little_endian) {
  Bytes stub;
  ept::encode_stub(message, order, stub);
  return stub;
}

std::vector<EndpointPlace> places_of(List list,
                                     ByteView stub,
                                     ByteOrder order = ByteOrder::little_endian) {
  std::vector<EndpointPlace> places;
  EptAnswerReader(list, order).read(stub, places);
  return places;
}

TEST(EptAnswerReader, tells_where_port_and_address_of_a_tower_stand) {
  const std::vector<EndpointPlace> places = places_of(List::towers, stub_of(one_tower()));

  ASSERT_EQ(1U, places.size());
  EXPECT_EQ(112U, places[0].port_offset);
  EXPECT_EQ(119U, places[0].host_offset);
}

TEST(EptAnswerReader, tells_what_a_tower_says) {
  const std::vector<EndpointPlace> places = places_of(List::towers, stub_of(one_tower()));

  ASSERT_EQ(1U, places.size());
  EXPECT_EQ((protocol::DirectoryEntry{.interface = epmapper_interface,
                                      .protocol_sequence = "ncacn_ip_tcp",
                                      .port = 49664,
                                      .host = "192.0.2.7"}),
            places[0].entry);
}

TEST(EptAnswerReader, reads_big_endian_answers) {
  const ByteOrder order = ByteOrder::big_endian;

  EXPECT_EQ(1U, places_of(List::towers, stub_of(one_tower(), order), order).size());
}

TEST(EptAnswerReader, finds_the_second_tower_behind_its_padding) {
  ept::MapOut message = one_tower();
  message.towers.push_back(message.towers[0]);

  const std::vector<EndpointPlace> places = places_of(List::towers, stub_of(message));

  // A second referent moves both towers by 4; a tower is 75 octets, its padding 1, its head 8.
  ASSERT_EQ(2U, places.size());
  EXPECT_EQ(116U, places[0].port_offset);
  EXPECT_EQ(200U, places[1].port_offset);
}

TEST(EptAnswerReader, skips_null_towers_and_annotations_of_a_lookup) {
  // Behind the counts (36) two entries: object (16), referent, offset and count (12), then an
  // annotation of 6 with its padding (8), and of 1 with its padding (4).
  const ept::LookupOut message{
      .num_ents = 2,
      .max_count = 2,
      .entries = {{{}, {0, {}}, "store"}, {{}, {1, tower_octets(tcp_binding())}, ""}}};

  const std::vector<EndpointPlace> places = places_of(List::entries, stub_of(message));

  ASSERT_EQ(1U, places.size());
  EXPECT_EQ(36U + 36U + 32U + 8U + 64U, places[0].port_offset);
}

TEST(EptAnswerReader, tells_no_place_for_a_tower_without_a_port) {
  TowerBinding pipe = tcp_binding();
  pipe.protocol_sequence = ProtocolSequence::ncacn_np;
  const ept::MapOut message{.num_towers = 1, .max_count = 1, .towers = {{3, tower_octets(pipe)}}};

  EXPECT_TRUE(places_of(List::towers, stub_of(message)).empty());
}

TEST(EptAnswerReader, tells_no_place_for_a_tower_on_udp) {
  TowerBinding udp = tcp_binding();
  udp.protocol_sequence = ProtocolSequence::ncadg_ip_udp;
  const ept::MapOut message{.num_towers = 1, .max_count = 1, .towers = {{3, tower_octets(udp)}}};

  EXPECT_TRUE(places_of(List::towers, stub_of(message)).empty());
}

TEST(EptAnswerReader, waits_for_a_tower_that_is_cut) {
  const Bytes stub = stub_of(one_tower());
  EptAnswerReader reader(List::towers, ByteOrder::little_endian);
  std::vector<EndpointPlace> places;

  reader.read(ByteView(stub).first(113), places);

  EXPECT_TRUE(places.empty());
  EXPECT_EQ(40U, reader.settled());
}

TEST(EptAnswerReader, tells_of_a_cut_tower_once_the_rest_has_come) {
  const Bytes stub = stub_of(one_tower());
  EptAnswerReader reader(List::towers, ByteOrder::little_endian);
  std::vector<EndpointPlace> places;

  reader.read(ByteView(stub).first(113), places);
  reader.read(ByteView(stub).subspan(113), places);

  ASSERT_EQ(1U, places.size());
  EXPECT_EQ(112U, places[0].port_offset);
  EXPECT_EQ(stub.size(), reader.settled());
}

TEST(EptAnswerReader, is_settled_before_the_first_tower) {
  const Bytes stub = stub_of(one_tower());
  EptAnswerReader reader(List::towers, ByteOrder::little_endian);
  std::vector<EndpointPlace> places;

  reader.read(ByteView(stub).first(38), places);

  EXPECT_EQ(38U, reader.settled());
}

TEST(EptAnswerReader, reads_byte_by_byte_what_it_reads_at_once) {
  const Bytes stub = stub_of(one_tower());
  EptAnswerReader reader(List::towers, ByteOrder::little_endian);
  std::vector<EndpointPlace> places;

  for (const Byte byte : stub) reader.read(ByteView(&byte, 1), places);

  ASSERT_EQ(1U, places.size());
  EXPECT_EQ(119U, places[0].host_offset);
}

TEST(EptAnswerReader, takes_five_hundred_elements_and_no_more) {
  Bytes stub = stub_of(ept::MapOut{.max_count = 500});
  stub[25] = 0xf5;  // max_count 0x1f5

  EptAnswerReader reader(List::towers, ByteOrder::little_endian);
  std::vector<EndpointPlace> places;
  reader.read(stub, places);
  reader.read(stub, places);

  EXPECT_EQ(stub.size(), reader.settled());
}

TEST(EptAnswerReader, gives_an_answer_up_whose_tower_is_longer_than_any) {
  Bytes stub = stub_of(one_tower());
  stub[41] = stub[45] = 0x08;  // 0x084b = 2123 octets

  EptAnswerReader reader(List::towers, ByteOrder::little_endian);
  std::vector<EndpointPlace> places;
  reader.read(stub, places);

  EXPECT_TRUE(places.empty());
  EXPECT_EQ(stub.size(), reader.settled());
}

}  // namespace
}  // namespace ripcord::dcerpc
