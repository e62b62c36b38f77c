#include "transports/relay/read_buffer.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace ripcord::relay {
namespace {

/// Reads `count` bytes of `value` into `buffer`.
void read(ReadBuffer& buffer, std::size_t count, Byte value) {
  const MutableByteView space = buffer.space(count);
  std::fill(space.begin(), space.end(), value);
  buffer.was_read(space.size());
}

TEST(ReadBuffer, shows_what_was_read) {
  ReadBuffer buffer;

  read(buffer, 3, 7);

  EXPECT_EQ(Bytes({7, 7, 7}), Bytes(buffer.unread().begin(), buffer.unread().end()));
}

TEST(ReadBuffer, reads_behind_what_was_not_consumed) {
  ReadBuffer buffer;
  read(buffer, 3, 7);
  buffer.consume(2);

  read(buffer, 1, 9);

  EXPECT_EQ(Bytes({7, 9}), Bytes(buffer.unread().begin(), buffer.unread().end()));
}

TEST(ReadBuffer, leaves_consumed_bytes_until_there_is_a_new_reading) {
  ReadBuffer buffer;
  read(buffer, 3, 7);
  const ByteView lent = buffer.unread();

  buffer.consume(3);

  EXPECT_EQ(Bytes({7, 7, 7}), Bytes(lent.begin(), lent.end()));
}

TEST(ReadBuffer, offers_no_more_than_asked_for) {
  ReadBuffer buffer;

  EXPECT_EQ(5U, buffer.space(5).size());
}

TEST(ReadBuffer, grows_once_a_reading_has_filled_it) {
  ReadBuffer buffer;
  read(buffer, ReadBuffer::bytes_min, 7);
  buffer.consume(ReadBuffer::bytes_min);

  EXPECT_EQ(2 * ReadBuffer::bytes_min, buffer.space(ReadBuffer::bytes_max).size());
}

TEST(ReadBuffer, keeps_what_was_not_consumed_when_it_grows) {
  ReadBuffer buffer;
  read(buffer, ReadBuffer::bytes_min, 7);
  buffer.consume(ReadBuffer::bytes_min - 2);
  read(buffer, 1, 9);

  EXPECT_EQ(Bytes({7, 7, 9}), Bytes(buffer.unread().begin(), buffer.unread().end()));
}

TEST(ReadBuffer, has_no_space_where_one_unit_fills_all_of_it) {
  ReadBuffer buffer;
  while (!buffer.space(ReadBuffer::bytes_max).empty()) read(buffer, ReadBuffer::bytes_max, 7);

  EXPECT_EQ(ReadBuffer::bytes_max, buffer.unread().size());
}

}  // namespace
}  // namespace ripcord::relay
