#include "transports/io/ring.hpp"

#include "transports/base/bytes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

namespace ripcord::io {
namespace {

Bytes counted(std::size_t count) {
  Bytes bytes(count);
  std::iota(bytes.begin(), bytes.end(), Byte{0});
  return bytes;
}

Bytes taken(Ring<Byte>& ring, std::size_t count) {
  Bytes bytes(count);
  ring.take(bytes);
  return bytes;
}

TEST(Ring, gives_values_in_the_order_in_which_they_came) {
  Ring<Byte> ring;
  ring.append(counted(100));

  EXPECT_EQ(counted(100), taken(ring, 100));
}

TEST(Ring, keeps_the_order_where_it_wraps) {
  Ring<Byte> ring;
  ring.append(Bytes(1000));
  ring.drop_front(999);
  ring.append(counted(200));
  ring.drop_front(1);

  EXPECT_EQ(counted(200), taken(ring, 200));
}

TEST(Ring, keeps_the_order_when_it_grows_while_wrapped) {
  Ring<Byte> ring;
  ring.append(Bytes(1000));
  ring.drop_front(1000 - 1);
  ring.append(Bytes(500));
  ring.append(counted(250));
  ring.append(Bytes(2000));
  ring.drop_front(501);

  EXPECT_EQ(counted(250), taken(ring, 250));
}

TEST(Ring, drops_the_youngest) {
  Ring<Byte> ring;
  ring.append(counted(10));

  ring.drop_back(4);

  EXPECT_EQ(5, ring.back());
}

TEST(Ring, is_empty_when_all_was_taken) {
  Ring<Byte> ring;
  ring.append(counted(10));

  taken(ring, 10);

  EXPECT_TRUE(ring.empty());
}

TEST(Ring, gives_its_memory_back) {
  const std::size_t before = live_blocks();

  {
    Ring<Byte> ring;
    ring.append(Bytes(5000));
  }

  EXPECT_EQ(before, live_blocks());
}

}  // namespace
}  // namespace ripcord::io
