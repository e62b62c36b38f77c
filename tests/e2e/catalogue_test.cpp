#include "tests/e2e/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace ripcord::e2e {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::StartsWith;

TEST(Help, names_every_command_and_every_exit_code) {
  const test::TemporaryFolder here;

  const test::Finished help = ripcord(here, {"--help"});

  EXPECT_EQ(0, help.code);
  EXPECT_THAT(help.out, HasSubstr("  run "));
  EXPECT_THAT(help.out, HasSubstr("4 nothing selected"));
}

TEST(Help, goes_to_standard_error_where_no_command_is_given) {
  const test::TemporaryFolder here;

  const test::Finished help = ripcord(here, {});

  EXPECT_EQ(2, help.code);
  EXPECT_EQ("", help.out);
  EXPECT_THAT(help.err, StartsWith("ripcord: no command was given\n"));
}

TEST(Commands, that_are_unknown_are_corrected) {
  const test::TemporaryFolder here;

  const test::Finished result = ripcord(here, {"chekc", "x"});

  EXPECT_EQ(2, result.code);
  EXPECT_EQ("ripcord: unknown command `chekc`; did you mean `check`?\n", result.err);
}

TEST(Version, names_the_version_the_commit_the_compiler_and_the_build) {
  const test::TemporaryFolder here;

  const json version = json::parse(ripcord(here, {"version", "--format", "json"}).out);

  EXPECT_TRUE(version.at("version").is_string());
  EXPECT_TRUE(version.at("commit").is_string());
  EXPECT_TRUE(version.at("compiler").is_string());
  EXPECT_TRUE(version.at("build").is_string());
}

TEST(Version, is_an_option_too) {
  const test::TemporaryFolder here;

  EXPECT_EQ(ripcord(here, {"version"}).out, ripcord(here, {"--version"}).out);
}

TEST(Faults, are_a_json_array_of_kinds) {
  const test::TemporaryFolder here;

  const test::Finished faults = ripcord(here, {"faults", "--format", "json"});

  EXPECT_EQ(0, faults.code);
  const json reset = json::parse(faults.out).at(0);
  EXPECT_TRUE(reset.at("name").is_string());
  EXPECT_TRUE(reset.at("family").is_string());
  EXPECT_TRUE(reset.at("parameters").is_array());
  EXPECT_TRUE(reset.at("transports").is_array());
  EXPECT_TRUE(reset.at("summary").is_string());
}

TEST(Faults, explain_one_kind) {
  const test::TemporaryFolder here;

  const test::Finished reset = ripcord(here, {"faults", "reset"});

  EXPECT_EQ(0, reset.code);
  EXPECT_THAT(reset.out, StartsWith("reset: "));
  EXPECT_THAT(reset.out, HasSubstr("\nexample\n"));
}

TEST(Faults, that_are_unknown_are_corrected) {
  const test::TemporaryFolder here;

  const test::Finished result = ripcord(here, {"faults", "resett"});

  EXPECT_EQ(2, result.code);
  EXPECT_EQ("ripcord: faults: no kind is called `resett`; did you mean `reset`?\n", result.err);
}

TEST(Schema, of_scenarios_is_json) {
  const test::TemporaryFolder here;

  EXPECT_EQ("http://json-schema.org/draft-07/schema#",
            json::parse(ripcord(here, {"schema"}).out).at("$schema"));
}

TEST(Schema, of_results_is_json) {
  const test::TemporaryFolder here;

  EXPECT_EQ("http://json-schema.org/draft-07/schema#",
            json::parse(ripcord(here, {"schema", "result"}).out).at("$schema"));
}

TEST(StandardOutput, that_is_full_is_an_error_of_the_environment) {
  const test::TemporaryFolder here;
  const std::string program = command(here, {}).argv.front();

  const test::Finished result =
      test::run_to_end({.argv = {"/bin/sh", "-c", "exec \"$0\" version > /dev/full", program}});

  EXPECT_EQ(3, result.code);
  EXPECT_EQ("ripcord: cannot write to standard output\n", result.err);
}

}  // namespace
}  // namespace ripcord::e2e
