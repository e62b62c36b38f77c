#include "tests/e2e/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

namespace ripcord::e2e {
namespace {

using testing::HasSubstr;

const std::string pack = std::string(RIPCORD_SOURCE_DIR) + "/scenarios/q156715";

class Report : public testing::TestWithParam<std::string> {
 protected:
  /// Every scenario of the pack with one seed, in `whole`.
  void play_pack() const {
    ASSERT_EQ(0, ripcord(here_, {"run", pack, "--seed", "1", "--out", "whole"}).code);
  }
  /// The same in two parts, `a` and `b`.
  void play_parts() const {
    ASSERT_EQ(0, ripcord(here_, {"run", pack, "--seed", "1", "--shard", "1/2", "--out", "a"}).code);
    ASSERT_EQ(0, ripcord(here_, {"run", pack, "--seed", "1", "--shard", "2/2", "--out", "b"}).code);
  }

  test::TemporaryFolder here_;
};

TEST_P(Report, writes_each_artefact_again_as_it_was) {
  play_pack();
  const std::string before = here_.read("whole/" + GetParam());

  EXPECT_EQ(0, ripcord(here_, {"report", "whole"}).code);

  EXPECT_NE("", before);
  EXPECT_EQ(before, here_.read("whole/" + GetParam()));
}

TEST_P(Report, of_parts_is_the_same_whatever_their_order) {
  play_parts();

  EXPECT_EQ(0, ripcord(here_, {"report", "a", "b", "--out", "ab"}).code);
  EXPECT_EQ(0, ripcord(here_, {"report", "b", "a", "--out", "ba"}).code);

  EXPECT_NE("", here_.read("ab/" + GetParam()));
  EXPECT_EQ(here_.read("ab/" + GetParam()), here_.read("ba/" + GetParam()));
}

INSTANTIATE_TEST_SUITE_P(Artifacts,
                         Report,
                         testing::Values("result.json", "junit.xml", "summary.md", "report.html"),
                         [](const testing::TestParamInfo<std::string>& file) {
                           return file.param.substr(0, file.param.find('.'));
                         });

using ReportOf = Report;

TEST_F(ReportOf, parts_has_every_capture) {
  play_parts();

  ASSERT_EQ(0, ripcord(here_, {"report", "a", "b", "--out", "ab"}).code);

  std::size_t captures = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(here_ / "ab"))
    captures += entry.path().filename() == "capture.pcapng" ? 1U : 0U;
  const std::string result = here_.read("ab/result.json");
  std::size_t runs = 0;
  for (std::size_t at = result.find("\"capture\":"); at != std::string::npos;
       at = result.find("\"capture\":", at + 1))
    ++runs;
  EXPECT_LT(10U, runs);
  EXPECT_EQ(runs, captures);
}

TEST_F(ReportOf, a_run_that_went_wrong_fails_again) {
  here_.write("wrong.yaml", sleeper("outcome: failed"));
  ASSERT_EQ(1, ripcord(here_, {"run", "wrong.yaml", "--out", "o"}).code);

  const test::Finished report = ripcord(here_, {"report", "o"});

  EXPECT_EQ(1, report.code);
  EXPECT_THAT(report.out, HasSubstr(here_.read("o/wrong/base/sim-1/failure.txt")));
}

TEST_F(ReportOf, a_damaged_result_says_where) {
  here_.write("o/result.json", R"({"format":1,"verdict":"passed","incomplete":false})");

  const test::Finished report = ripcord(here_, {"report", "o"});

  EXPECT_EQ(3, report.code);
  EXPECT_THAT(report.err, HasSubstr("cannot read o/result.json: tool is missing"));
}

TEST_F(ReportOf, no_run_folder_says_so) {
  EXPECT_EQ(3, ripcord(here_, {"report", "nowhere"}).code);
}

TEST_F(ReportOf, nothing_asks_for_run_folders) { EXPECT_EQ(2, ripcord(here_, {"report"}).code); }

TEST_F(ReportOf, several_needs_a_new_folder) {
  const test::Finished report = ripcord(here_, {"report", "a", "b"});

  EXPECT_EQ(2, report.code);
  EXPECT_THAT(report.err, HasSubstr("--out"));
}

// Making the folder anew would take away what is to be read.
TEST_F(ReportOf, a_run_is_not_written_over_itself) {
  play_pack();

  EXPECT_EQ(2, ripcord(here_, {"report", "whole", "--out", "whole/../whole"}).code);

  EXPECT_TRUE(here_.has("whole/result.json"));
}

}  // namespace
}  // namespace ripcord::e2e
