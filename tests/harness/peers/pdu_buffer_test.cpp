#include "harness/peers/pdu_buffer.hpp"

#include "transports/dcerpc/pdu.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace ripcord::peers {
namespace {

/// A request whose stub is `size` octets of 0x5a.
Bytes request_with(std::size_t size) {
  const Bytes stub(size, Byte{0x5a});
  dcerpc::Request pdu;
  pdu.stub = stub;
  Bytes unit;
  dcerpc::encode(pdu, unit);
  return unit;
}

/// As a read that brings `bytes` would do it; `bytes` fit.
void arrive(PduBuffer& buffer, ByteView bytes) {
  std::ranges::copy(bytes, buffer.room().begin());
  buffer.added(bytes.size());
}

TEST(PduBuffer, needs_more_before_anything_has_come) {
  PduBuffer buffer;

  EXPECT_EQ(PduBuffer::Front::needs_more, buffer.front());
}

TEST(PduBuffer, puts_a_unit_together_from_two_reads) {
  const Bytes unit = request_with(100);
  PduBuffer buffer;
  arrive(buffer, ByteView(unit).first(30));
  EXPECT_EQ(PduBuffer::Front::needs_more, buffer.front());

  arrive(buffer, ByteView(unit).subspan(30));

  ASSERT_EQ(PduBuffer::Front::unit, buffer.front());
  EXPECT_TRUE(std::ranges::equal(unit, buffer.unit()));
}

TEST(PduBuffer, keeps_what_came_behind_a_unit_for_the_next) {
  const Bytes first = request_with(40);
  const Bytes second = request_with(80);
  Bytes both = first;
  both.insert(both.end(), second.begin(), second.end());
  PduBuffer buffer;
  arrive(buffer, both);
  ASSERT_EQ(PduBuffer::Front::unit, buffer.front());

  buffer.pop();

  ASSERT_EQ(PduBuffer::Front::unit, buffer.front());
  EXPECT_TRUE(std::ranges::equal(second, buffer.unit()));
}

TEST(PduBuffer, is_lost_where_no_pdu_begins) {
  PduBuffer buffer;

  arrive(buffer, Bytes(16, Byte{0xff}));

  EXPECT_EQ(PduBuffer::Front::lost, buffer.front());
}

TEST(PduBuffer, stays_small_while_reads_do_not_fill_it) {
  PduBuffer buffer;
  arrive(buffer, request_with(100));

  EXPECT_GE(8192U, buffer.room().size());
}

TEST(PduBuffer, reads_more_at_a_time_once_a_read_was_full) {
  PduBuffer buffer;
  const std::size_t usual = buffer.room().size();
  const Bytes unit = request_with(usual - 24);
  ASSERT_EQ(usual, unit.size());

  arrive(buffer, unit);
  ASSERT_EQ(PduBuffer::Front::unit, buffer.front());
  buffer.pop();

  EXPECT_LT(usual, buffer.room().size());
}

TEST(PduBuffer, keeps_what_has_come_while_it_grows) {
  PduBuffer buffer;
  const Bytes unit = request_with(20'000);
  const std::size_t usual = buffer.room().size();
  arrive(buffer, ByteView(unit).first(usual));
  ASSERT_EQ(PduBuffer::Front::needs_more, buffer.front());

  arrive(buffer, ByteView(unit).subspan(usual));

  ASSERT_EQ(PduBuffer::Front::unit, buffer.front());
  EXPECT_TRUE(std::ranges::equal(unit, buffer.unit()));
}

}  // namespace
}  // namespace ripcord::peers
