#include "harness/load/tally.hpp"

#include <gtest/gtest.h>

namespace ripcord::load {
namespace {

using namespace std::chrono_literals;

TEST(Tally, counts_latency_from_when_a_call_was_to_begin) {
  Tally tally;
  tally.answered({.intended = Time{100ns}, .started = Time{400ns}, .ended = Time{500ns}});

  EXPECT_EQ(400U, tally.latency().max());
  EXPECT_EQ(100U, tally.service().max());
}

TEST(Tally, adds_bytes) {
  Tally tally;
  tally.answered({.bytes = 8});
  tally.answered({.bytes = 4});

  EXPECT_EQ(12U, tally.bytes());
}

TEST(Tally, has_no_latency_of_calls_that_failed) {
  Tally tally;
  tally.failed();

  EXPECT_TRUE(tally.latency().empty());
  EXPECT_EQ(1U, tally.failures());
}

Tally with_late_calls(int late, int in_time) {
  Tally tally;
  for (int i = 0; i < late; ++i) tally.dispatched(Tally::late_from + 1ns);
  for (int i = 0; i < in_time; ++i) tally.dispatched(Tally::late_from);
  return tally;
}

TEST(Tally, is_saturated_when_more_than_one_call_of_a_hundred_begins_late) {
  EXPECT_FALSE(with_late_calls(0, 0).is_saturated());
  EXPECT_FALSE(with_late_calls(1, 99).is_saturated());
  EXPECT_TRUE(with_late_calls(2, 98).is_saturated());
}

}  // namespace
}  // namespace ripcord::load
