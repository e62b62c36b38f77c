#include "tests/conformance/exchange.hpp"

#include <gtest/gtest.h>

#include <optional>

// What only those transports have whose ends are apart.
namespace ripcord::conformance {
namespace {

using io::errc;

/// A Unix socket knows at once that the other end is closed.
class DistanceConformance : public Exchange {};

TEST_P(DistanceConformance, a_write_to_a_closed_end_succeeds_once) {
  ends_.far.reset();
  read_to_end(near_);

  EXPECT_EQ(ErrorCode(), write(near_, "x"));
}

/// Only TCP's machines acknowledge.
class AcknowledgementConformance : public Exchange {};

TEST_P(AcknowledgementConformance, is_missing_for_what_nobody_reads) {
  fill(near_);

  EXPECT_LT(0U, near_.unacknowledged());
}

TEST_P(AcknowledgementConformance, comes_with_an_answer_at_the_latest) {
  put(near_, "question");
  read(far_, 8);
  put(far_, "answer");
  read(near_, 6);

  EXPECT_EQ(0U, near_.unacknowledged());
}

TEST_P(AcknowledgementConformance, is_nobodys_after_an_abort) {
  near_.abort();

  EXPECT_EQ(std::nullopt, near_.unacknowledged());
}

INSTANTIATE_TEST_SUITE_P(Transports,
                         AcknowledgementConformance,
                         testing::Values("tcp"),
                         transport_name);

INSTANTIATE_TEST_SUITE_P(Transports,
                         DistanceConformance,
                         testing::Values("pipe", "sim", "sim_seeded", "tcp"),
                         transport_name);

}  // namespace
}  // namespace ripcord::conformance
