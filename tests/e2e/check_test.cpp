#include "tests/e2e/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <ostream>

namespace ripcord::e2e {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::StartsWith;

struct Broken {
  std::string name;
  std::string text;
  /// What the first diagnostic begins with.
  std::string says;
};
void PrintTo(const Broken& broken, std::ostream* out) { *out << broken.name; }

class BrokenFile : public testing::TestWithParam<Broken> {};

TEST_P(BrokenFile, is_refused_with_its_place) {
  const test::TemporaryFolder here;
  here.write("x.yaml", GetParam().text);

  const test::Finished check = ripcord(here, {"check", "x.yaml"});

  EXPECT_EQ(2, check.code);
  EXPECT_THAT(check.err, StartsWith(GetParam().says));
}

TEST_P(BrokenFile, is_not_played) {
  const test::TemporaryFolder here;
  here.write("x.yaml", GetParam().text);

  const test::Finished run = ripcord(here, {"run", "x.yaml"});

  EXPECT_EQ(2, run.code);
  EXPECT_FALSE(here.has("runs"));
}

INSTANTIATE_TEST_SUITE_P(
    Files,
    BrokenFile,
    testing::Values(
        Broken{"unknown_key",
               sleeper("outcome: completed") + "wrld: {}\n",
               "x.yaml:9:1: error: unknown key `wrld`"},
        Broken{"duplicate_key",
               sleeper("outcome: completed") + "name: again\n",
               "x.yaml:9:1: error: duplicate key `name`"},
        Broken{"missing_unit",
               sleeper("outcome: completed, within: 10"),
               "x.yaml:8:38: error: `within` must be a duration"},
        Broken{"unknown_fault",
               sleeper("outcome: completed") +
                   "faults:\n  - { id: a, when: { pdu: bind }, do: { resett: {} } }\n",
               "x.yaml:10:41: error: unknown fault `resett`"},
        Broken{"tab_indent", "format: 1\nworld:\n\tservices: []\n", "x.yaml:3:1: error: tab"},
        Broken{"two_hundred_thousand_brackets",
               std::string(200'000, '['),
               "x.yaml:1:17: error: nested more than 16 deep"},
        Broken{"binary_junk",
               std::string("\x00\xff\x7f"
                           "ELF\x01",
                           7),
               "x.yaml:1:1: error: control character 0x00"},
        Broken{"empty_file", "", "x.yaml:1:1: error: "},
        Broken{"wrong_format", "format: 2\nname: x\n", "x.yaml:1:9: error: `format` is `2`"}),
    [](const auto& instance) { return instance.param.name; });

TEST(Check, says_that_a_good_file_is_good) {
  const test::TemporaryFolder here;
  here.write("x.yaml", sleeper("outcome: completed"));

  const test::Finished check = ripcord(here, {"check", "x.yaml"});

  EXPECT_EQ(0, check.code);
  EXPECT_EQ("1 file, no errors\n", check.out);
}

TEST(Check, reports_every_error_of_every_file) {
  const test::TemporaryFolder here;
  here.write("a.yaml", sleeper("outcome: completed") + "one: 1\ntwo: 2\n");
  here.write("b.yaml", sleeper("outcome: completed") + "three: 3\n");

  const test::Finished check = ripcord(here, {"check", "."});

  EXPECT_EQ(2, check.code);
  EXPECT_THAT(check.err, HasSubstr("a.yaml:9:1: error: unknown key `one`"));
  EXPECT_THAT(check.err, HasSubstr("a.yaml:10:1: error: unknown key `two`"));
  EXPECT_THAT(check.err, HasSubstr("b.yaml:9:1: error: unknown key `three`"));
  EXPECT_THAT(check.err, HasSubstr("2 files, 3 errors\n"));
}

TEST(Check, points_at_the_place_and_suggests_the_nearest_word) {
  const test::TemporaryFolder here;
  here.write("a.yaml", sleeper("outcome: completed") + "limts: {}\n");

  const test::Finished check = ripcord(here, {"check", "a.yaml"});

  EXPECT_THAT(check.err, HasSubstr("limts: {}\n"));
  EXPECT_THAT(check.err, HasSubstr("^~~~~"));
  EXPECT_THAT(check.err, HasSubstr("did you mean `limits`?"));
}

TEST(Check, prints_json_for_editors) {
  const test::TemporaryFolder here;
  here.write("a.yaml", sleeper("outcome: completed") + "one: 1\n");

  const test::Finished check = ripcord(here, {"check", "a.yaml", "--format", "json"});

  EXPECT_EQ(2, check.code);
  const json error = json::parse(check.out).at("errors").at(0);
  EXPECT_EQ("a.yaml", error.at("file"));
  EXPECT_EQ(9, error.at("line"));
  EXPECT_EQ(1, error.at("column"));
}

TEST(Check, prints_a_file_with_every_default_that_reads_back) {
  const test::TemporaryFolder here;
  here.write("a.yaml", sleeper_with_variants("outcome: completed"));

  const std::string resolved = ripcord(here, {"check", "a.yaml", "--resolved"}).out;

  here.write("b.yaml", resolved);
  EXPECT_THAT(resolved, HasSubstr("limits: { virtual: 10m"));
  EXPECT_EQ(0, ripcord(here, {"check", "b.yaml"}).code);
}

TEST(Check, prints_one_variant_alone) {
  const test::TemporaryFolder here;
  here.write("a.yaml", sleeper_with_variants("outcome: completed"));

  const test::Finished check = ripcord(here, {"check", "a.yaml", "--resolved", "--variant", "b"});

  EXPECT_EQ(0, check.code);
  EXPECT_THAT(check.out, StartsWith("# a.yaml [b]\n"));
  EXPECT_THAT(check.out, HasSubstr("tags: [y]\n"));
}

TEST(Check, cannot_read_what_is_not_there) {
  const test::TemporaryFolder here;

  const test::Finished check = ripcord(here, {"check", "no.yaml"});

  EXPECT_EQ(3, check.code);
  EXPECT_THAT(check.err, StartsWith("ripcord: cannot read no.yaml: "));
}

TEST(Check, of_an_empty_folder_has_nothing_to_say) {
  const test::TemporaryFolder here;

  EXPECT_EQ(4, ripcord(here, {"check", "."}).code);
}

TEST(Check, tells_code_scanners_where_an_error_is) {
  const test::TemporaryFolder here;
  here.write("a.yaml", "format: 1\nname: a\nworlds: {}\n");

  const test::Finished check = ripcord(here, {"check", "a.yaml", "--format", "sarif"});

  EXPECT_EQ(2, check.code);
  const nlohmann::json run = nlohmann::json::parse(check.out).at("runs").at(0);
  const nlohmann::json place =
      run.at("results").back().at("locations").at(0).at("physicalLocation");
  EXPECT_EQ("a.yaml", place.at("artifactLocation").at("uri"));
  EXPECT_EQ(3, place.at("region").at("startLine"));
}

TEST(Check, tells_code_scanners_what_it_tells_people) {
  const test::TemporaryFolder here;
  here.write("a.yaml", "format: 1\nname: a\nworlds: {}\n");

  const test::Finished people = ripcord(here, {"check", "a.yaml"});
  const test::Finished scanners = ripcord(here, {"check", "a.yaml", "--format", "sarif"});

  const nlohmann::json run = nlohmann::json::parse(scanners.out).at("runs").at(0);
  const std::string message = run.at("results").back().at("message").at("text");
  const std::string said = message.substr(0, message.find("; "));
  EXPECT_THAT(people.err, HasSubstr("a.yaml:3:1: error: " + said + "\n"));
}

TEST(Check, takes_a_scenario_without_a_play_for_one_of_serve_and_proxy) {
  const test::TemporaryFolder here;
  here.write(
      "faults.yaml",
      "format: 1\nname: faults\nfaults: [ { id: cut, when: { pdu: bind }, do: { reset: {} } } "
      "]\n");

  const test::Finished check = ripcord(here, {"check", "faults.yaml"});

  EXPECT_EQ(0, check.code);
  EXPECT_THAT(
      check.out,
      HasSubstr(
          "faults.yaml: has neither workload nor expect: for serve and proxy, not for run\n"));
}

TEST(Check, still_wants_expectations_where_there_is_a_workload) {
  const test::TemporaryFolder here;
  here.write("x.yaml", "format: 1\nname: x\nworld: {}\nworkload: [ sleep: { for: 1ms } ]\n");

  EXPECT_EQ(2, ripcord(here, {"check", "x.yaml"}).code);
}

TEST(Run, refuses_a_scenario_without_a_play) {
  const test::TemporaryFolder here;
  here.write("x.yaml", "format: 1\nname: x\nworld: {}\n");

  const test::Finished run = ripcord(here, {"run", "x.yaml"});

  EXPECT_EQ(2, run.code);
  EXPECT_THAT(run.err,
              HasSubstr("a scenario without `workload` and `expect` is one for serve and "
                        "proxy"));
}

TEST(Check, refuses_a_variant_that_is_called_what_a_key_of_expect_is) {
  const test::TemporaryFolder here;
  here.write("y.yaml",
             "format: 1\nname: y\nworld: {}\nworkload: [ sleep: { for: 1ms } ]\n"
             "variants: { error: { tags: [x] } }\nexpect: { error: { outcome: completed } }\n");

  const test::Finished check = ripcord(here, {"check", "y.yaml"});

  EXPECT_EQ(2, check.code);
  EXPECT_THAT(check.err, HasSubstr("the variant `error` is called what a key of expect is called"));
}

}  // namespace
}  // namespace ripcord::e2e
