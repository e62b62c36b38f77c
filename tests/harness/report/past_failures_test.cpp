#include "harness/report/past_failures.hpp"

#include "harness/report/result_document.hpp"
#include "tests/harness/report/sample_runs.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ripcord::report {
namespace {

TEST(PastFailures, are_the_subjects_with_a_run_that_was_not_as_expected) {
  const test::TemporaryFolder here;
  const Subject patched = patched_subject();
  const Subject unpatched = unpatched_subject();
  ResultDocument document(sample_heading());
  document.add(patched, passed_run(1), {});
  document.add(unpatched, passed_run(1), {});
  document.add(unpatched, wrong_run(2), {});
  here.write("result.json", document.text(Progress::complete));

  const auto failures = past_failures(here.path());

  ASSERT_TRUE(failures);
  EXPECT_THAT(*failures, testing::ElementsAre(subject_key(unpatched)));
}

TEST(PastFailures, need_an_earlier_run) {
  const test::TemporaryFolder here;

  EXPECT_FALSE(past_failures(here.path()));
}

TEST(PastFailures, are_not_read_from_a_file_that_is_not_ours) {
  const test::TemporaryFolder here;
  here.write("result.json", R"({"runs":[{"verdict":1}]})");

  EXPECT_FALSE(past_failures(here.path()));
}

}  // namespace
}  // namespace ripcord::report
