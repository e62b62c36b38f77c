#include "transports/io/deadline.hpp"

#include "tests/conformance/exchange.hpp"
#include "transports/io/runtime.hpp"

#include <gtest/gtest.h>

#include <optional>

namespace ripcord::conformance {
namespace {

using io::errc;

class DeadlineConformance : public Exchange {
 protected:
  /// Soon enough to be waited for, and still to come.
  Time soon() { return after(runtime().now(), std::chrono::milliseconds(2)); }
  /// Later than any test takes.
  Time late() { return after(runtime().now(), std::chrono::hours(1)); }

  void wait_for(const io::Deadline& deadline) {
    EXPECT_TRUE(run_until([&] { return deadline.expired(); }));
  }
};

TEST_P(DeadlineConformance, fails_a_pending_read) {
  Bytes buffer(10);
  const io::Deadline deadline(runtime(), far_, soon());
  const PendingRead reading(far_, buffer);

  EXPECT_TRUE(run_until([&] { return reading.done(); }));
  EXPECT_EQ(errc::timed_out, reading.error());
}

TEST_P(DeadlineConformance, fails_a_pending_write) {
  fill(near_);
  const Bytes bytes(10);
  const io::Deadline deadline(runtime(), near_, soon());
  const PendingWrite writing(near_, bytes);

  EXPECT_TRUE(run_until([&] { return writing.done(); }));
  EXPECT_EQ(errc::timed_out, writing.error());
}

TEST_P(DeadlineConformance, fails_a_read_that_begins_after_it_though_there_are_bytes) {
  put(near_, "hello");
  const io::Deadline deadline(runtime(), far_, soon());
  wait_for(deadline);

  EXPECT_EQ((Got{"", errc::timed_out}), read(far_, 5));
}

TEST_P(DeadlineConformance, fails_a_write_that_begins_after_it) {
  const io::Deadline deadline(runtime(), near_, soon());
  wait_for(deadline);

  EXPECT_EQ(errc::timed_out, write(near_, "x"));
}

TEST_P(DeadlineConformance, fails_at_once_when_it_has_passed_already) {
  put(near_, "hello");
  const io::Deadline deadline(runtime(), far_, runtime().now());

  EXPECT_EQ((Got{"", errc::timed_out}), read(far_, 5));
}

TEST_P(DeadlineConformance, fails_nothing_any_more_when_it_is_destroyed) {
  put(near_, "hello");
  {
    const io::Deadline deadline(runtime(), far_, soon());
    wait_for(deadline);
  }

  EXPECT_EQ((Got{"hello", {}}), read(far_, 5));
}

TEST_P(DeadlineConformance, loses_no_byte_of_the_read_that_it_failed) {
  {
    Bytes buffer(10);
    const io::Deadline deadline(runtime(), far_, soon());
    const PendingRead reading(far_, buffer);
    wait_for(deadline);
  }

  put(near_, "hello");

  EXPECT_EQ((Got{"hello", {}}), read(far_, 5));
}

TEST_P(DeadlineConformance, fails_nothing_before_it) {
  const io::Deadline deadline(runtime(), far_, late());

  put(near_, "hello");

  EXPECT_EQ((Got{"hello", {}}), read(far_, 5));
}

TEST_P(DeadlineConformance, never_comes_if_it_is_never) {
  const io::Deadline deadline(runtime(), far_, never);

  put(near_, "hello");

  EXPECT_EQ((Got{"hello", {}}), read(far_, 5));
}

TEST_P(DeadlineConformance, does_not_touch_the_other_end) {
  const io::Deadline deadline(runtime(), near_, soon());
  put(near_, "hello");
  wait_for(deadline);

  EXPECT_EQ((Got{"hello", {}}), read(far_, 5));
}

TEST_P(DeadlineConformance, the_earliest_of_several_wins) {
  Bytes buffer(10);
  const io::Deadline outer(runtime(), far_, soon());
  const io::Deadline inner(runtime(), far_, late());
  const PendingRead reading(far_, buffer);

  EXPECT_TRUE(run_until([&] { return reading.done(); }));
  EXPECT_EQ(errc::timed_out, reading.error());
}

TEST_P(DeadlineConformance, goes_on_under_the_later_one_when_the_earlier_is_destroyed) {
  put(near_, "hello");
  const io::Deadline outer(runtime(), far_, late());
  {
    const io::Deadline inner(runtime(), far_, soon());
    wait_for(inner);
  }

  EXPECT_EQ((Got{"hello", {}}), read(far_, 5));
}

TEST_P(DeadlineConformance, may_be_destroyed_in_any_order) {
  std::optional<io::Deadline> first;
  std::optional<io::Deadline> second;
  std::optional<io::Deadline> third;
  first.emplace(runtime(), far_, soon());
  second.emplace(runtime(), far_, late());
  third.emplace(runtime(), far_, soon());
  wait_for(*third);
  second.reset();
  first.reset();

  EXPECT_EQ((Got{"", errc::timed_out}), read(far_, 1));
}

TEST_P(DeadlineConformance, may_outlive_its_stream) {
  const io::Deadline deadline(runtime(), far_, late());

  ends_.far.reset();

  EXPECT_FALSE(deadline.expired());
}

TEST_P(DeadlineConformance, leaves_nothing_armed_when_it_is_destroyed) {
  const std::size_t armed_before = runtime().live().armed;

  {
    const io::Deadline deadline(runtime(), far_, late());
  }

  EXPECT_EQ(armed_before, runtime().live().armed);
}

INSTANTIATE_TEST_SUITE_P(Transports,
                         DeadlineConformance,
                         testing::Values("pipe", "sim", "sim_seeded", "tcp", "local"),
                         transport_name);

}  // namespace
}  // namespace ripcord::conformance
