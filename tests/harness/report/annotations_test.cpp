#include "harness/report/annotations.hpp"

#include "tests/harness/report/sample_runs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <deque>

namespace ripcord::report {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

TEST(Annotations, are_none_where_all_is_as_expected) {
  const Subject subject = patched_subject();
  ResultDocument document(sample_heading());

  document.add(subject, passed_run(1), {});

  EXPECT_EQ("", annotations(document));
}

// The sample expects its error on line 31.
TEST(Annotations, stand_at_the_line_of_the_expectation) {
  const Subject subject = unpatched_subject();
  ResultDocument document(sample_heading());

  document.add(subject, wrong_run(1), {});

  EXPECT_THAT(annotations(document),
              StartsWith("::error file=scenarios/q156715/second_file.yaml,line=31,title="));
}

TEST(Annotations, hold_the_failure_text_on_one_line) {
  const Subject subject = unpatched_subject();
  ResultDocument document(sample_heading());

  document.add(subject, wrong_run(1), {});

  const std::string text = annotations(document);
  EXPECT_EQ(1, std::ranges::count(text, '\n'));
  EXPECT_THAT(text, HasSubstr("seed 1%0A"));
}

TEST(Annotations, let_no_name_end_a_property) {
  Subject subject = unpatched_subject();
  subject.variant = "a,b::c";
  ResultDocument document(sample_heading());

  document.add(subject, wrong_run(1), {});

  EXPECT_THAT(annotations(document), HasSubstr("[a%2Cb%3A%3Ac]"));
}

TEST(Annotations, count_what_a_page_does_not_show) {
  const std::deque<Subject> subjects(annotations_max + 3, unpatched_subject());
  ResultDocument document(sample_heading());

  for (const Subject& subject : subjects) document.add(subject, wrong_run(1), {});

  const std::string text = annotations(document);
  EXPECT_EQ(static_cast<std::ptrdiff_t>(annotations_max) + 1, std::ranges::count(text, '\n'));
  EXPECT_THAT(text, HasSubstr("and 3 more failures"));
}

}  // namespace
}  // namespace ripcord::report
