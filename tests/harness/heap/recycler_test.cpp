#include "harness/heap/recycler.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <cstring>

namespace ripcord::heap {
namespace {

struct RecyclerTest : testing::Test {
  RecyclerTest() = default;
  ~RecyclerTest() override {
    recycler.close();
    other.close();
  }
  RecyclerTest(const RecyclerTest&) = delete;
  RecyclerTest& operator=(const RecyclerTest&) = delete;

  Recycler recycler;
  Recycler other;
};

TEST_F(RecyclerTest, has_nothing_to_hand_out_at_first) {
  EXPECT_EQ(nullptr, recycler.recycled(40));
}

TEST_F(RecyclerTest, hands_out_what_was_dropped) {
  void* const block = Recycler::fresh(40);

  recycler.drop(block);

  EXPECT_EQ(block, recycler.recycled(40));
  recycler.drop(block);
}

TEST_F(RecyclerTest, hands_out_each_block_once) {
  recycler.drop(Recycler::fresh(40));

  void* const block = recycler.recycled(40);

  EXPECT_EQ(nullptr, recycler.recycled(40));
  recycler.drop(block);
}

TEST_F(RecyclerTest, hands_out_what_was_dropped_last_first) {
  void* const first = Recycler::fresh(40);
  void* const second = Recycler::fresh(40);
  recycler.drop(first);
  recycler.drop(second);

  void* const block = recycler.recycled(40);

  EXPECT_EQ(second, block);
  recycler.drop(block);
}

TEST_F(RecyclerTest, hands_out_no_block_of_a_smaller_size) {
  recycler.drop(Recycler::fresh(32));

  EXPECT_EQ(nullptr, recycler.recycled(33));
}

TEST_F(RecyclerTest, takes_sizes_up_to_the_next_sixteen_for_one) {
  void* const block = Recycler::fresh(33);
  recycler.drop(block);

  EXPECT_EQ(block, recycler.recycled(48));
  recycler.drop(block);
}

TEST_F(RecyclerTest, keeps_what_another_handed_out) {
  void* const block = Recycler::fresh(40);
  recycler.drop(block);

  other.drop(recycler.recycled(40));

  EXPECT_EQ(block, other.recycled(40));
  recycler.drop(block);
}

TEST_F(RecyclerTest, keeps_no_block_above_the_largest_size) {
  recycler.drop(Recycler::fresh(Recycler::recycled_max + 1));

  EXPECT_EQ(nullptr, recycler.recycled(Recycler::recycled_max + 1));
}

TEST_F(RecyclerTest, keeps_what_has_the_largest_size) {
  void* const block = Recycler::fresh(Recycler::recycled_max);

  recycler.drop(block);

  EXPECT_EQ(block, recycler.recycled(Recycler::recycled_max));
  recycler.drop(block);
}

TEST_F(RecyclerTest, keeps_no_more_of_a_size_than_there_is_room_for) {
  constexpr std::size_t room = Recycler::kept_bytes_max / Recycler::recycled_max;
  std::array<void*, room + 1> blocks{};
  for (void*& block : blocks) block = Recycler::fresh(Recycler::recycled_max);

  for (void* block : blocks) recycler.drop(block);

  // The last one found no room.
  EXPECT_EQ(blocks[room - 1], recycler.recycled(Recycler::recycled_max));
  recycler.drop(blocks[room - 1]);
}

TEST_F(RecyclerTest, keeps_nothing_once_closed) {
  recycler.close();

  recycler.drop(Recycler::fresh(40));

  EXPECT_EQ(nullptr, recycler.recycled(40));
}

TEST_F(RecyclerTest, has_nothing_to_drop_where_there_is_no_block) {
  recycler.drop(nullptr);

  EXPECT_EQ(nullptr, recycler.recycled(0));
}

class FreshBlock : public testing::TestWithParam<std::size_t> {};

TEST_P(FreshBlock, is_aligned) {
  void* const block = Recycler::fresh(GetParam());

  EXPECT_EQ(0U, reinterpret_cast<std::uintptr_t>(block) % Recycler::alignment);

  Recycler closed;
  closed.close();
  closed.drop(block);
}

TEST_P(FreshBlock, can_be_written_to_its_end) {
  void* const block = Recycler::fresh(GetParam());

  EXPECT_EQ(block, std::memset(block, 0xff, GetParam()));

  Recycler closed;
  closed.close();
  closed.drop(block);
}

INSTANTIATE_TEST_SUITE_P(Sizes,
                         FreshBlock,
                         testing::Values(std::size_t{0},
                                         std::size_t{1},
                                         std::size_t{16},
                                         std::size_t{17},
                                         Recycler::recycled_max - 1,
                                         Recycler::recycled_max,
                                         Recycler::recycled_max + 1),
                         testing::PrintToStringParamName());

}  // namespace
}  // namespace ripcord::heap
