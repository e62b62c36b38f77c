// The program compares itself, in fresh processes of its own and of others.
#include "tests/e2e/program.hpp"
#include "tests/support/json_schema.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace ripcord::e2e {
namespace {

using nlohmann::json;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const std::string second_file =
    std::string(RIPCORD_SOURCE_DIR) + "/scenarios/q156715/second_file.yaml";

const std::string ten_calls = std::string(RIPCORD_SOURCE_DIR) + "/scenarios/bench/ten_calls.yaml";

/// Compares the variants of the second file where a seed says everything, into `o`.
test::Finished compare_exactly(const test::TemporaryFolder& here) {
  return ripcord(
      here,
      {"compare", second_file, "--a", "unpatched", "--b", "patched", "--exact", "--out", "o"});
}

/// The comparison in `o`.
json comparison_in(const test::TemporaryFolder& here) {
  return json::parse(here.read("o/result.json")).at("comparison");
}

const json& row(const json& match, std::string_view metric) {
  for (const json& row : match.at("rows"))
    if (row.at("metric") == metric) return row;
  static const json none;
  return none;
}

TEST(Compare, tells_exactly_what_a_fix_saves_in_sim) {
  const test::TemporaryFolder here;

  const test::Finished compared = ripcord(
      here,
      {"compare", second_file, "--a", "unpatched", "--b", "patched", "--exact", "--out", "o"});

  EXPECT_EQ(0, compared.code) << compared.err;
  const json match = comparison_in(here).at("matches").at(0);
  EXPECT_EQ("improved", match.at("standing").at("verdict"));
  EXPECT_EQ(1, row(match, "files").at("a").at("median"));
  EXPECT_EQ(2, row(match, "files").at("b").at("median"));
  EXPECT_TRUE(row(match, "virtual_time").at("a").is_null());
}

TEST(Compare, leaves_a_result_that_its_schema_allows) {
  const test::TemporaryFolder here;

  ASSERT_EQ(0, compare_exactly(here).code);

  EXPECT_THAT(
      test::schema_violations(ripcord(here, {"schema", "result"}).out, here.read("o/result.json")),
      IsEmpty());
}

TEST(Compare, leaves_a_report_with_its_tables) {
  const test::TemporaryFolder here;

  ASSERT_EQ(0, compare_exactly(here).code);

  const std::string page = here.read("o/report.html");
  EXPECT_THAT(page, HasSubstr("Is patched (B) worse than unpatched (A)?"));
  EXPECT_THAT(page, HasSubstr("<td>mapper_queries</td>"));
  EXPECT_THAT(page, HasSubstr("<th>threshold</th>"));
  EXPECT_THAT(here.read("o/summary.md"), HasSubstr("| mapper\\_queries |"));
}

TEST(Compare, escapes_what_commands_are_called_in_its_report) {
  const test::TemporaryFolder here;

  static_cast<void>(ripcord(
      here, {"compare", "--a", "true '<script>'", "--b", "true", "--pairs", "10", "--out", "o"}));

  EXPECT_THAT(here.read("o/report.html"), HasSubstr("&lt;script&gt;"));
  EXPECT_THAT(here.read("o/report.html"), Not(HasSubstr("<script>")));
}

class ComparisonReport : public testing::TestWithParam<std::string> {};

TEST_P(ComparisonReport, is_written_again_as_it_was) {
  const test::TemporaryFolder here;
  ASSERT_EQ(
      5,
      ripcord(
          here,
          {"compare", second_file, "--a", "patched", "--b", "unpatched", "--exact", "--out", "o"})
          .code);
  const std::string before = here.read("o/" + GetParam());

  const test::Finished report = ripcord(here, {"report", "o"});

  EXPECT_EQ(5, report.code) << report.err;
  EXPECT_NE("", before);
  EXPECT_EQ(before, here.read("o/" + GetParam()));
}

INSTANTIATE_TEST_SUITE_P(Artifacts,
                         ComparisonReport,
                         testing::Values("result.json", "summary.md", "report.html"),
                         [](const testing::TestParamInfo<std::string>& file) {
                           return file.param.substr(0, file.param.find('.'));
                         });

TEST(Compare, calls_taking_the_fix_back_a_regression) {
  const test::TemporaryFolder here;

  const test::Finished compared =
      ripcord(here, {"compare", second_file, "--a", "patched", "--b", "unpatched", "--exact"});

  EXPECT_EQ(5, compared.code) << compared.err;
  EXPECT_THAT(compared.out, HasSubstr("- regression"));
}

TEST(Compare, sets_a_key_on_one_side) {
  const test::TemporaryFolder here;

  const test::Finished compared = ripcord(here,
                                          {"compare",
                                           second_file,
                                           "--a",
                                           "unpatched",
                                           "--b-set",
                                           "world.clients.ntbackup.endpoint_policy=validated",
                                           "--exact",
                                           "--clean-too"});

  EXPECT_THAT(compared.out, ContainsRegex("mapper_queries +1 +3"));
}

TEST(Compare, launches_commands_in_turns) {
  const test::TemporaryFolder here;

  const test::Finished compared = ripcord(here,
                                          {"compare",
                                           "--a",
                                           "sh -c 'echo a >>order; echo rate 5'",
                                           "--b",
                                           "sh -c 'echo b >>order; echo rate 2'",
                                           "--pairs",
                                           "8",
                                           "--order",
                                           "1",
                                           "--metric",
                                           "rate:higher:5%=rate ([0-9]+)",
                                           "--threshold",
                                           "wall=1000%",
                                           "--threshold",
                                           "cpu=1000%",
                                           "--out",
                                           "o"});

  EXPECT_EQ(5, compared.code) << compared.err;
  const json comparison = comparison_in(here);
  EXPECT_EQ("regression", row(comparison.at("matches").at(0), "rate").at("verdict"));
  // Warm-up of both, then four blocks that mirror themselves.
  EXPECT_THAT(here.read("order"), ContainsRegex("^a\nb\n"));
  EXPECT_EQ(2U * (2 + 16), here.read("order").size());
}

TEST(Compare, calls_a_command_that_fails_a_regression) {
  const test::TemporaryFolder here;

  const test::Finished compared =
      ripcord(here, {"compare", "--a", "true", "--b", "false", "--pairs", "8"});

  EXPECT_EQ(5, compared.code) << compared.err;
  EXPECT_THAT(compared.out, HasSubstr("a: exit code 0; b: exit code 1 - regression"));
}

TEST(Compare, refuses_fewer_pairs_than_the_family_needs) {
  const test::TemporaryFolder here;

  const test::Finished compared =
      ripcord(here, {"compare", "--a", "true", "--b", "true", "--pairs", "6"});

  // Of wall, cpu and peak_memory each has 0.05 / 3 = 0.0167: 2^-5 is more, 2^-6 is less.
  EXPECT_EQ(2, compared.code);
  EXPECT_THAT(compared.err, HasSubstr("--pairs 6: to judge 3 metrics together takes 7 pairs"));
}

TEST(Compare, needs_programs_that_are_there) {
  const test::TemporaryFolder here;

  const test::Finished compared = ripcord(here, {"compare", "--a", "true", "--b", "/no/where"});

  EXPECT_EQ(3, compared.code);
  EXPECT_THAT(compared.err, HasSubstr("/no/where cannot be started"));
}

TEST(Compare, samples_what_a_run_costs_in_processes_of_its_own) {
  const test::TemporaryFolder here;

  const test::Finished compared = ripcord(here,
                                          {"compare",
                                           second_file,
                                           "--self",
                                           "--a",
                                           "patched",
                                           "--seeds",
                                           "1",
                                           "--pairs",
                                           "7",
                                           "--slices",
                                           "1",
                                           "--slice",
                                           "1ms",
                                           "--threshold",
                                           "wall=1000%",
                                           "--threshold",
                                           "cpu=1000%",
                                           "--out",
                                           "o"});

  EXPECT_EQ(0, compared.code) << compared.err;
  const json match = comparison_in(here).at("matches").at(0);
  EXPECT_EQ(7, row(match, "wall").at("pairs"));
  EXPECT_EQ(7, row(match, "peak_memory").at("pairs"));
  EXPECT_THAT(compared.out, HasSubstr("noise floor"));
}

TEST(Compare, measures_live_runs_by_what_the_shim_sees) {
  const test::TemporaryFolder here;

  const test::Finished compared = ripcord(here,
                                          {"compare",
                                           ten_calls,
                                           "--transport",
                                           "tcp",
                                           "--self",
                                           "--pairs",
                                           "9",
                                           "--slices",
                                           "1",
                                           "--slice",
                                           "1ms",
                                           "--out",
                                           "o"});

  EXPECT_THAT(compared.code, testing::AnyOf(0, 5)) << compared.err;
  const json match = comparison_in(here).at("matches").at(0);
  EXPECT_GT(row(match, "calls_per_s").at("a").at("median"), 0);
  EXPECT_EQ(9, row(match, "response_p50(echo.EchoData)").at("pairs"));
}

TEST(Compare, may_show_but_never_prove_by_stored_runs) {
  const test::TemporaryFolder here;
  const auto store = [&](const std::string& setting, const std::string& folder) {
    ASSERT_EQ(0,
              ripcord(here,
                      {"run",
                       second_file,
                       "--variant",
                       "patched",
                       "--set",
                       setting,
                       "--out",
                       folder,
                       "--reporter",
                       "none"})
                  .code);
  };
  store("world.network.latency=1ms..1ms", "old");
  store("world.network.latency=2ms..2ms", "new");

  const test::Finished compared = ripcord(here, {"compare", "old", "new"});

  EXPECT_EQ(0, compared.code) << compared.err;
  EXPECT_THAT(compared.out, HasSubstr("indicative: regression"));
}

TEST(Compare, says_what_is_missing) {
  const test::TemporaryFolder here;

  EXPECT_EQ(2, ripcord(here, {"compare"}).code);
  EXPECT_EQ(2, ripcord(here, {"compare", second_file}).code);
  EXPECT_EQ(2, ripcord(here, {"compare", second_file, "--self", "--b", "x"}).code);
  EXPECT_EQ(4, ripcord(here, {"compare", second_file, "--a", "patched", "--b", "none"}).code);
}

}  // namespace
}  // namespace ripcord::e2e
