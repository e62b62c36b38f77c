#include "transports/shim/framing.hpp"

#include "tests/shim_support/toy_protocol.hpp"

#include <gtest/gtest.h>

namespace ripcord::shim {
namespace {

Bytes copy(ByteView bytes) { return {bytes.begin(), bytes.end()}; }

Bytes joined(const Bytes& one, const Bytes& other) {
  Bytes both = one;
  both.insert(both.end(), other.begin(), other.end());
  return both;
}

const Bytes first = toy::question({.call_id = 1, .stub = {1, 2, 3}});
const Bytes second = toy::question({.call_id = 2, .stub = {4}});

TEST(Framing, shows_units_that_came_together_one_by_one) {
  Framing framing(toy::toy_protocol());
  const Bytes both = joined(first, second);

  framing.feed(both);

  EXPECT_EQ(first, copy(framing.next()));
  EXPECT_EQ(0U, framing.unit_offset());
  EXPECT_EQ(second, copy(framing.next()));
  EXPECT_EQ(first.size(), framing.unit_offset());
  EXPECT_TRUE(framing.next().empty());
}

TEST(Framing, shows_a_whole_unit_where_it_lies) {
  Framing framing(toy::toy_protocol());

  framing.feed(first);

  EXPECT_EQ(first.data(), framing.next().data());
}

class Chunked : public testing::TestWithParam<std::size_t> {};

TEST_P(Chunked, joins_a_stream_of_any_chunks_into_the_same_units) {
  Framing framing(toy::toy_protocol());
  const Bytes stream = joined(joined(first, second), first);
  std::vector<Bytes> units;

  for (std::size_t at = 0; at < stream.size(); at += GetParam()) {
    framing.feed(ByteView(stream).subspan(at, std::min(GetParam(), stream.size() - at)));
    for (ByteView unit = framing.next(); !unit.empty(); unit = framing.next()) {
      units.push_back(copy(unit));
    }
  }

  EXPECT_EQ((std::vector<Bytes>{first, second, first}), units);
  EXPECT_EQ(0U, framing.waiting());
}

INSTANTIATE_TEST_SUITE_P(Framing, Chunked, testing::Range(std::size_t{1}, std::size_t{32}));

TEST(Framing, keeps_an_unfinished_unit_and_hands_its_rest_out) {
  Framing framing(toy::toy_protocol());
  const ByteView half = ByteView(first).first(9);

  framing.feed(half);

  EXPECT_TRUE(framing.next().empty());
  EXPECT_EQ(9U, framing.waiting());
  EXPECT_EQ(copy(half), copy(framing.take_rest()));
  EXPECT_EQ(0U, framing.waiting());
}

TEST(Framing, shows_bytes_as_they_come_once_it_is_lost) {
  Framing framing(toy::toy_protocol());
  const Bytes stream = joined(first, {'?', 1, 2, 3});

  framing.feed(stream);
  framing.next();

  EXPECT_EQ((Bytes{'?', 1, 2, 3}), copy(framing.next()));
  EXPECT_TRUE(framing.lost());
  EXPECT_TRUE(framing.next().empty());
}

TEST(Framing, ends_unframed_bytes_at_the_border_of_a_block) {
  Framing framing(toy::toy_protocol());
  const Bytes stream(Framing::block_bytes + 10, '?');

  framing.feed(stream);

  EXPECT_EQ(Framing::block_bytes, framing.next().size());
  EXPECT_EQ(10U, framing.next().size());
  EXPECT_EQ(Framing::block_bytes, framing.unit_offset());
}

TEST(Framing, loses_no_byte_of_a_unit_that_turns_out_to_be_none) {
  Framing framing(toy::toy_protocol());
  // A header whose length is shorter than itself, in two chunks.
  const Bytes broken{'T', 2, 0, 3, 7, 0, 1, 0};

  framing.feed(ByteView(broken).first(3));
  EXPECT_TRUE(framing.next().empty());
  framing.feed(ByteView(broken).subspan(3));

  EXPECT_EQ(broken, copy(framing.next()));
  EXPECT_TRUE(framing.lost());
}

}  // namespace
}  // namespace ripcord::shim
