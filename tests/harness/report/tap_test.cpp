#include "harness/report/tap.hpp"

#include "tests/harness/report/sample_runs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ripcord::report {
namespace {

using testing::HasSubstr;

TEST(Tap, has_a_plan_and_a_point_for_each_subject) {
  const Subject subject = patched_subject();
  ResultDocument document(sample_heading());

  document.add(subject, passed_run(1), {});

  EXPECT_EQ("TAP version 14\n1..1\nok 1 - scenarios/q156715/second_file [patched] sim\n",
            tap(document));
}

TEST(Tap, holds_the_failure_text_below_its_point) {
  const Subject subject = unpatched_subject();
  ResultDocument document(sample_heading());

  document.add(subject, wrong_run(1), {});

  EXPECT_THAT(tap(document),
              HasSubstr("not ok 1 - scenarios/q156715/second_file [unpatched] sim\n"
                        "  ---\n  message: |\n"
                        "    failed: scenarios/q156715/second_file [unpatched] sim seed 1\n"));
}

TEST(Tap, escapes_what_would_be_a_directive) {
  Subject subject = patched_subject();
  subject.variant = "a # SKIP";
  ResultDocument document(sample_heading());

  document.add(subject, passed_run(1), {});

  EXPECT_THAT(tap(document), HasSubstr("[a \\# SKIP]"));
}

}  // namespace
}  // namespace ripcord::report
