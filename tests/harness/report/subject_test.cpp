#include "harness/report/subject.hpp"

#include "tests/harness/report/sample_runs.hpp"

#include <gtest/gtest.h>

namespace ripcord::report {
namespace {

TEST(RunId, is_scenario_variant_transport_and_seed) {
  EXPECT_EQ("scenarios/q156715/second_file/unpatched/sim-7", run_id(unpatched_subject(), 7));
}

TEST(RunId, tells_equal_runs_apart) {
  EXPECT_EQ("scenarios/q156715/second_file/unpatched/sim-7.2", run_id(unpatched_subject(), 7, 2));
}

TEST(ReproduceCommand, names_file_variant_seed_and_transport) {
  EXPECT_EQ(
      "ripcord run scenarios/q156715/second_file.yaml --variant unpatched --seed 7 --transport sim",
      reproduce_command(unpatched_subject(), 7));
}

TEST(ReproduceCommand, quotes_what_a_shell_would_split) {
  Subject subject = unpatched_subject();
  subject.file = "my files/it's.yaml";

  EXPECT_EQ("ripcord run 'my files/it'\\''s.yaml' --variant unpatched --seed 1 --transport sim",
            reproduce_command(subject, 1));
}

TEST(ReproduceCommand, keeps_a_file_that_begins_with_a_dash_from_being_an_option) {
  Subject subject = unpatched_subject();
  subject.file = "-x.yaml";

  EXPECT_EQ("ripcord run ./-x.yaml --variant unpatched --seed 1 --transport sim",
            reproduce_command(subject, 1));
}

TEST(ShellQuoted, quotes_the_empty_word) { EXPECT_EQ("''", shell_quoted("")); }

TEST(ScenarioFolder, drops_the_extension) { EXPECT_EQ("a/b", scenario_folder("a/b.yaml")); }

TEST(ScenarioFolder, keeps_another_extension) {
  EXPECT_EQ("a/b.json", scenario_folder("a/b.json"));
}

TEST(ScenarioFolder, stays_inside_the_run_folder) {
  EXPECT_EQ("x/a", scenario_folder("../../x/./a.yaml"));
}

TEST(ScenarioFolder, makes_an_absolute_path_relative) {
  EXPECT_EQ("tmp/a", scenario_folder("/tmp/a.yaml"));
}

}  // namespace
}  // namespace ripcord::report
