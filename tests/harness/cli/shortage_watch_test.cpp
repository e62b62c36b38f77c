#include "harness/cli/shortage_watch.hpp"

#include <gtest/gtest.h>

namespace ripcord::cli {
namespace {

TEST(ShortageWatch, sees_no_episode_without_a_shortage) {
  ShortageWatch watch;

  EXPECT_FALSE(watch.begins(0));
  EXPECT_EQ(0U, watch.episodes());
}

TEST(ShortageWatch, tells_of_an_episode_once) {
  ShortageWatch watch;

  EXPECT_TRUE(watch.begins(3));
  EXPECT_FALSE(watch.begins(8));
  EXPECT_EQ(1U, watch.episodes());
}

TEST(ShortageWatch, takes_a_short_calm_for_a_part_of_the_episode) {
  ShortageWatch watch;
  static_cast<void>(watch.begins(1));
  static_cast<void>(watch.begins(1));

  EXPECT_FALSE(watch.begins(2));
}

TEST(ShortageWatch, tells_of_the_next_episode_after_a_long_calm) {
  ShortageWatch watch;
  static_cast<void>(watch.begins(1));
  for (unsigned look = 0; look < ShortageWatch::calm_looks; ++look)
    static_cast<void>(watch.begins(1));

  EXPECT_TRUE(watch.begins(2));
  EXPECT_EQ(2U, watch.episodes());
}

}  // namespace
}  // namespace ripcord::cli
