#include "transports/io/frame_pool.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <thread>

namespace ripcord::io {
namespace {

class FramePool : public testing::TestWithParam<std::size_t> {};

TEST_P(FramePool, gives_memory_of_the_whole_size) {
  void* const block = allocate_block(GetParam());

  // AddressSanitizer, or the heap's own checks, say if this is too much.
  std::memset(block, 0xa5, GetParam());

  free_block(block, GetParam());
}

TEST_P(FramePool, counts_what_is_alive) {
  const std::size_t before = live_blocks();

  void* const block = allocate_block(GetParam());
  const std::size_t during = live_blocks();
  free_block(block, GetParam());

  EXPECT_EQ(before + 1, during);
  EXPECT_EQ(before, live_blocks());
}

TEST_P(FramePool, gives_memory_that_was_freed_again) {
  free_block(allocate_block(GetParam()), GetParam());
  void* const block = allocate_block(GetParam());

  std::memset(block, 0x5a, GetParam());

  free_block(block, GetParam());
}

// Around each border between classes, and beyond what is pooled.
INSTANTIATE_TEST_SUITE_P(Sizes,
                         FramePool,
                         testing::Values(1, 64, 65, 4095, 4096, 4097, 8192, 8193, 262144, 262145),
                         testing::PrintToStringParamName());

TEST(FramePoolOfAThread, counts_its_own) {
  void* const block = allocate_block(100);
  std::size_t live_elsewhere = 1;

  std::thread([&live_elsewhere] { live_elsewhere = live_blocks(); }).join();

  EXPECT_EQ(0U, live_elsewhere);
  free_block(block, 100);
}

TEST(FramePoolOfAThread, gives_its_memory_back_when_the_thread_ends) {
  std::size_t live_at_end = 1;

  // LeakSanitizer says if the free lists are lost.
  std::thread([&live_at_end] {
    free_block(allocate_block(100), 100);
    live_at_end = live_blocks();
  }).join();

  EXPECT_EQ(0U, live_at_end);
}

}  // namespace
}  // namespace ripcord::io
