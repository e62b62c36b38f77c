#include "harness/report/tally.hpp"

#include "tests/harness/report/sample_runs.hpp"

#include <gtest/gtest.h>

namespace ripcord::report {
namespace {

TEST(Tally, counts_runs_by_verdict) {
  const Subject subject = unpatched_subject();
  Tally tally(subject);

  tally.add(passed_run(1));
  tally.add(wrong_run(2));

  EXPECT_EQ(2U, tally.counts().runs);
  EXPECT_EQ(1U, tally.counts().passed);
  EXPECT_EQ(1U, tally.counts().failed);
}

TEST(Tally, counts_runs_that_passed_when_played_again_as_flaky) {
  const Subject subject = unpatched_subject();
  Tally tally(subject);
  run::RunResult again = passed_run(2);
  again.attempts = 2;

  tally.add(passed_run(1));
  tally.add(again);

  EXPECT_EQ(2U, tally.counts().passed);
  EXPECT_EQ(1U, tally.counts().flaky);
}

TEST(Tally, gathers_runs_that_ended_alike) {
  const Subject subject = unpatched_subject();
  Tally tally(subject);

  tally.add(failed_as_expected(1));
  tally.add(passed_run(2));
  tally.add(failed_as_expected(3));

  ASSERT_EQ(2U, tally.behaviours().size());
  EXPECT_EQ(2U, tally.behaviours()[0].runs);
  EXPECT_EQ("recovery", tally.behaviours()[0].violated);
}

TEST(Tally, tells_apart_no_more_behaviours_than_a_person_reads) {
  const Subject subject = unpatched_subject();
  Tally tally(subject);

  for (std::uint32_t event = 0; event <= Tally::behaviours_max; ++event) {
    run::RunResult result = failed_as_expected(event);
    result.ending.event = event;
    tally.add(result);
  }

  EXPECT_EQ(Tally::behaviours_max, tally.behaviours().size());
  EXPECT_EQ(1U, tally.others());
}

TEST(Tally, keeps_the_first_failure) {
  const Subject subject = unpatched_subject();
  Tally tally(subject);

  tally.add(passed_run(1));
  tally.add(wrong_run(2));
  tally.add(wrong_run(3));

  EXPECT_EQ(2U, tally.first_failure()->seed);
}

TEST(Tally, counts_distinct_traces_and_outcomes) {
  const Subject subject = unpatched_subject();
  Tally tally(subject);

  tally.add(passed_run(1));
  tally.add(passed_run(2));
  tally.add(passed_run(2));

  EXPECT_EQ(2U, tally.distinct_traces());
  EXPECT_EQ(1U, tally.distinct_outcomes());
}

TEST(Tally, has_a_digest_that_depends_on_the_order_of_hashes) {
  const Subject subject = unpatched_subject();
  Tally ascending(subject);
  Tally descending(subject);

  ascending.add(passed_run(1));
  ascending.add(passed_run(2));
  descending.add(passed_run(2));
  descending.add(passed_run(1));

  EXPECT_NE(ascending.digest(), descending.digest());
}

TEST(Tally, is_monotonous_if_all_seeds_gave_one_trace) {
  const Subject subject = unpatched_subject();
  Tally tally(subject);
  run::RunResult second = passed_run(2);
  second.trace_hash = passed_run(1).trace_hash;

  tally.add(passed_run(1));
  tally.add(second);

  EXPECT_TRUE(tally.is_monotonous());
}

TEST(Tally, is_not_monotonous_after_one_run) {
  const Subject subject = unpatched_subject();
  Tally tally(subject);

  tally.add(passed_run(1));

  EXPECT_FALSE(tally.is_monotonous());
}

}  // namespace
}  // namespace ripcord::report
