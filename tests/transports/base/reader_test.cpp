#include "transports/base/reader.hpp"

#include "tests/support/hex.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ripcord {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Reader, reads_little_endian_unless_told) {
  const Bytes input = bytes("01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f");
  Reader reader(input);

  EXPECT_EQ(0x01U, reader.u8());
  EXPECT_EQ(0x0302U, reader.u16());
  EXPECT_EQ(0x07060504U, reader.u32());
  EXPECT_EQ(0x0f0e0d0c0b0a0908U, reader.u64());
}

TEST(Reader, reads_big_endian_when_told) {
  const Bytes input = bytes("01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f");
  Reader reader(input, ByteOrder::big_endian);

  EXPECT_EQ(0x01U, reader.u8());
  EXPECT_EQ(0x0203U, reader.u16());
  EXPECT_EQ(0x04050607U, reader.u32());
  EXPECT_EQ(0x08090a0b0c0d0e0fU, reader.u64());
}

TEST(Reader, changes_the_order_for_what_follows) {
  const Bytes input = bytes("01 02 01 02");
  Reader reader(input);

  EXPECT_EQ(0x0201U, reader.u16());
  reader.set_order(ByteOrder::big_endian);
  EXPECT_EQ(0x0102U, reader.u16());
}

TEST(Reader, keeps_the_highest_bits) {
  const Bytes input = bytes("ff ff ff ff ff ff ff ff");
  Reader reader(input);

  EXPECT_EQ(0xffff'ffff'ffff'ffffU, reader.u64());
}

TEST(Reader, reads_up_to_the_very_end) {
  const Bytes input = bytes("01 02 03 04");
  Reader reader(input);

  reader.u32();

  EXPECT_FALSE(reader.failed());
  EXPECT_EQ(0U, reader.remaining());
}

TEST(Reader, fails_one_byte_past_the_end) {
  const Bytes input = bytes("01 02 03");
  Reader reader(input);

  EXPECT_EQ(0U, reader.u32());

  EXPECT_TRUE(reader.failed());
}

TEST(Reader, remembers_where_the_first_failing_read_began) {
  const Bytes input = bytes("01 02 03 04 05");
  Reader reader(input);

  reader.u16();
  reader.u32();
  reader.u16();

  EXPECT_EQ(2U, reader.failed_at());
}

TEST(Reader, gives_zeros_for_ever_after_a_failure) {
  const Bytes input = bytes("01 02 03");
  Reader reader(input);

  reader.u32();

  EXPECT_EQ(0U, reader.u8());
}

TEST(Reader, fails_by_hand_where_told) {
  const Bytes input = bytes("01 02 03 04");
  Reader reader(input);

  reader.u16();
  reader.fail(1);

  EXPECT_TRUE(reader.failed());
  EXPECT_EQ(1U, reader.failed_at());
}

TEST(Reader, keeps_the_first_of_two_failures) {
  Reader reader{ByteView{}};

  reader.fail(3);
  reader.fail(1);

  EXPECT_EQ(3U, reader.failed_at());
}

TEST(Reader, hands_out_a_view_of_the_next_bytes) {
  const Bytes input = bytes("01 02 03 04");
  Reader reader(input);

  reader.u8();

  EXPECT_THAT(reader.bytes(2), ElementsAre(2, 3));
  EXPECT_EQ(3U, reader.offset());
}

TEST(Reader, hands_out_nothing_where_fewer_are_left) {
  const Bytes input = bytes("01 02 03");
  Reader reader(input);

  EXPECT_THAT(reader.bytes(4), IsEmpty());

  EXPECT_TRUE(reader.failed());
}

TEST(Reader, takes_no_bytes_at_the_end_without_failing) {
  const Bytes input = bytes("01");
  Reader reader(input);

  reader.u8();

  EXPECT_THAT(reader.bytes(0), IsEmpty());
  EXPECT_FALSE(reader.failed());
}

TEST(Reader, survives_a_size_that_would_overflow) {
  const Bytes input = bytes("01 02");
  Reader reader(input);

  reader.u8();
  reader.skip(SIZE_MAX);

  EXPECT_TRUE(reader.failed());
  EXPECT_EQ(1U, reader.failed_at());
}

TEST(Reader, aligns_by_skipping_to_the_next_multiple) {
  const Bytes input = bytes("01 00 00 00 02");
  Reader reader(input);

  reader.u8();
  reader.align(4);

  EXPECT_EQ(4U, reader.offset());
}

TEST(Reader, stays_where_it_is_aligned_already) {
  const Bytes input = bytes("01 02 03 04 05");
  Reader reader(input);

  reader.u32();
  reader.align(4);

  EXPECT_EQ(4U, reader.offset());
}

TEST(Reader, aligns_relative_to_the_origin) {
  const Bytes input = bytes("01 02 03 04 05");
  Reader reader(input);

  reader.u8();
  reader.align(4, 2);

  EXPECT_EQ(2U, reader.offset());
}

TEST(Reader, fails_where_the_padding_is_cut_off) {
  const Bytes input = bytes("01 00 00");
  Reader reader(input);

  reader.u8();
  reader.align(4);

  EXPECT_TRUE(reader.failed());
}

TEST(Reader, hands_out_all_that_is_left) {
  const Bytes input = bytes("01 02 03");
  Reader reader(input);

  reader.u8();

  EXPECT_THAT(reader.rest(), ElementsAre(2, 3));
  EXPECT_EQ(0U, reader.remaining());
}

TEST(Reader, has_no_rest_after_a_failure) {
  const Bytes input = bytes("01 02 03");
  Reader reader(input);

  reader.u32();

  EXPECT_THAT(reader.rest(), IsEmpty());
}

}  // namespace
}  // namespace ripcord
