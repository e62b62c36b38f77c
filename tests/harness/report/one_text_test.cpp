#include "harness/report/annotations.hpp"
#include "harness/report/failure_text.hpp"
#include "harness/report/html_page.hpp"
#include "harness/report/junit.hpp"
#include "harness/report/recorder.hpp"
#include "harness/report/result_table.hpp"
#include "harness/report/summary.hpp"
#include "harness/report/tap.hpp"
#include "tests/harness/report/sample_runs.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <utility>
#include <vector>

// A failure reads the same wherever it is read: what one person quotes from the terminal, another
// one finds in JUnit.
namespace ripcord::report {
namespace {

using testing::HasSubstr;

std::string replaced(std::string text,
                     const std::vector<std::pair<std::string, std::string>>& pairs) {
  for (const auto& [what, by] : pairs) {
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at))
      text.replace(at, what.size(), by);
  }
  return text;
}

const std::vector<std::pair<std::string, std::string>> entities{
    {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}};

/// A run of which some words mean something to XML, Markdown, TAP and GitHub.
class OneText : public testing::Test {
 protected:
  OneText() {
    result_.failure->actual = "<1722> & `50%`, # at\\once: \"no\"";
    document_.add(subject_, result_, {});
    text_ = failure_text(subject_, result_);
  }

  Subject subject_ = unpatched_subject();
  run::RunResult result_ = wrong_run(7);
  ResultDocument document_{sample_heading()};
  std::string text_;
};

TEST_F(OneText, is_on_the_terminal) {
  EXPECT_THAT(failure_texts(document_, Colours::off), HasSubstr(text_));
}

TEST_F(OneText, is_in_the_summary) {
  EXPECT_THAT(summary_markdown(document_, Progress::complete), HasSubstr(text_));
}

TEST_F(OneText, is_in_junit) {
  EXPECT_THAT(replaced(junit_xml(document_), entities), HasSubstr(text_));
}

TEST_F(OneText, is_in_tap) {
  EXPECT_THAT(replaced(tap(document_), {{"\n    ", "\n"}}), HasSubstr(text_));
}

TEST_F(OneText, is_in_annotations) {
  EXPECT_THAT(replaced(annotations(document_), {{"%0A", "\n"}, {"%25", "%"}}), HasSubstr(text_));
}

TEST_F(OneText, is_in_the_page) {
  EXPECT_THAT(replaced(HtmlPage().text(document_, Progress::complete), entities), HasSubstr(text_));
}

TEST_F(OneText, is_in_the_result) {
  const auto result = nlohmann::json::parse(document_.text(Progress::complete));

  EXPECT_EQ(text_, result["runs"][0]["failure"]["text"]);
}

TEST_F(OneText, is_in_the_folder_of_the_run) {
  const test::TemporaryFolder here;
  Recorder recorder(*RunFolder::open(here / "o"), sample_heading(), {});

  ASSERT_TRUE(recorder.add(subject_, result_));

  EXPECT_EQ(text_, here.read("o/scenarios/q156715/second_file/unpatched/sim-7/failure.txt"));
}

}  // namespace
}  // namespace ripcord::report
