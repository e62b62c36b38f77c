#include "transports/base/writer.hpp"

#include "tests/support/hex.hpp"

#include <gtest/gtest.h>

namespace ripcord {
namespace {

TEST(Writer, writes_little_endian_unless_told) {
  Bytes buffer;
  Writer writer(buffer);

  writer.u8(0x01);
  writer.u16(0x0302);
  writer.u32(0x07060504);
  writer.u64(0x0f0e0d0c0b0a0908);

  EXPECT_EQ("01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f", hex_text(buffer));
}

TEST(Writer, writes_big_endian_when_told) {
  Bytes buffer;
  Writer writer(buffer, ByteOrder::big_endian);

  writer.u8(0x01);
  writer.u16(0x0203);
  writer.u32(0x04050607);
  writer.u64(0x08090a0b0c0d0e0f);

  EXPECT_EQ("01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f", hex_text(buffer));
}

TEST(Writer, appends_bytes_and_zeros) {
  Bytes buffer;
  Writer writer(buffer);

  writer.bytes(bytes("aa bb"));
  writer.zeros(3);

  EXPECT_EQ("aa bb 00 00 00", hex_text(buffer));
}

TEST(Writer, counts_offsets_from_where_it_began) {
  Bytes buffer = bytes("ff ff");
  Writer writer(buffer);

  writer.u32(0);

  EXPECT_EQ(4U, writer.offset());
}

TEST(Writer, pads_with_zeros_to_the_next_multiple) {
  Bytes buffer;
  Writer writer(buffer);

  writer.u8(0xff);
  writer.align(4);

  EXPECT_EQ("ff 00 00 00", hex_text(buffer));
}

TEST(Writer, pads_nothing_where_it_is_aligned_already) {
  Bytes buffer;
  Writer writer(buffer);

  writer.u32(0xffffffff);
  writer.align(4);

  EXPECT_EQ("ff ff ff ff", hex_text(buffer));
}

TEST(Writer, aligns_from_its_own_start_and_not_the_buffers) {
  Bytes buffer = bytes("ee");
  Writer writer(buffer);

  writer.u8(0xff);
  writer.align(2);

  EXPECT_EQ("ee ff 00", hex_text(buffer));
}

TEST(Writer, aligns_relative_to_the_origin) {
  Bytes buffer;
  Writer writer(buffer);

  writer.u8(0xff);
  writer.align(4, 2);

  EXPECT_EQ("ff 00", hex_text(buffer));
}

TEST(Writer, patches_two_bytes_in_its_order) {
  Bytes buffer = bytes("ee");
  Writer writer(buffer, ByteOrder::big_endian);

  writer.u32(0);
  writer.patch_u16(2, 0x0102);

  EXPECT_EQ("ee 00 00 01 02", hex_text(buffer));
}

TEST(Writer, patches_the_last_four_bytes) {
  Bytes buffer;
  Writer writer(buffer);

  writer.u64(0);
  writer.patch_u32(4, 0x04030201);

  EXPECT_EQ("00 00 00 00 01 02 03 04", hex_text(buffer));
}

TEST(WriterDeathTest, patching_past_the_end_is_our_bug) {
  Bytes buffer;
  Writer writer(buffer);
  writer.u16(0);

  EXPECT_DEATH(writer.patch_u16(1, 0), "ripcord is broken");
}

TEST(WriterDeathTest, patching_at_an_offset_that_would_overflow_is_our_bug) {
  Bytes buffer;
  Writer writer(buffer);
  writer.u32(0);

  EXPECT_DEATH(writer.patch_u32(SIZE_MAX - 1, 0), "ripcord is broken");
}

}  // namespace
}  // namespace ripcord
