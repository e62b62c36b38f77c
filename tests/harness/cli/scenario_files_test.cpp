#include "harness/cli/scenario_files.hpp"

#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ripcord::cli {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> paths(const FoundFiles& found) {
  std::vector<std::string> all;
  for (const ScenarioFile& file : found.files) all.push_back(file.file.path);
  return all;
}

TEST(ScenarioFiles, are_found_below_a_folder_in_order_of_their_paths) {
  const test::TemporaryFolder here;
  here.write("b.yaml", "");
  here.write("a/z.yaml", "");
  here.write("a/y.yaml", "");

  const FoundFiles found = find_scenario_files(std::vector{here.path()});

  EXPECT_THAT(paths(found), ElementsAre(here / "a/y.yaml", here / "a/z.yaml", here / "b.yaml"));
}

TEST(ScenarioFiles, are_no_packs_no_hidden_files_and_nothing_but_yaml) {
  const test::TemporaryFolder here;
  here.write("pack.yaml", "");
  here.write(".a.yaml", "");
  here.write(".git/b.yaml", "");
  here.write("c.txt", "");

  EXPECT_THAT(find_scenario_files(std::vector{here.path()}).files, IsEmpty());
}

TEST(ScenarioFiles, carry_the_defaults_of_their_own_folder) {
  const test::TemporaryFolder here;
  here.write("pack.yaml", "outer");
  here.write("a/pack.yaml", "inner");
  here.write("a/x.yaml", "text");

  const FoundFiles found = find_scenario_files(std::vector{here.path()});

  ASSERT_EQ(1U, found.files.size());
  EXPECT_EQ("text", found.files[0].file.text);
  EXPECT_EQ("inner", found.files[0].pack.text);
}

TEST(ScenarioFiles, have_no_defaults_where_the_folder_has_none) {
  const test::TemporaryFolder here;
  const std::string file = here.write("a/x.yaml", "");
  here.write("pack.yaml", "outer");

  EXPECT_EQ("", find_scenario_files(std::vector{file}).files.at(0).pack.path);
}

TEST(ScenarioFiles, are_read_once_and_known_as_named_themselves) {
  const test::TemporaryFolder here;
  const std::string file = here.write("x.yaml", "");

  const FoundFiles found = find_scenario_files(std::vector{here.path(), file});

  ASSERT_EQ(1U, found.files.size());
  EXPECT_EQ(Named::itself, found.files[0].named);
}

TEST(ScenarioFiles, stay_known_as_named_themselves_if_their_folder_is_named_later) {
  const test::TemporaryFolder here;
  const std::string file = here.write("x.yaml", "");

  const FoundFiles found = find_scenario_files(std::vector{file, here.path()});

  EXPECT_EQ(Named::itself, found.files.at(0).named);
}

TEST(ScenarioFiles, may_have_any_extension_if_they_are_named) {
  const test::TemporaryFolder here;
  const std::string file = here.write("x.json", "{}");

  EXPECT_THAT(paths(find_scenario_files(std::vector{file})), ElementsAre(file));
}

TEST(ScenarioFiles, that_do_not_exist_are_errors_and_the_rest_is_read) {
  const test::TemporaryFolder here;
  const std::string file = here.write("x.yaml", "");

  const FoundFiles found = find_scenario_files(std::vector{here / "no.yaml", file});

  EXPECT_THAT(found.errors,
              ElementsAre("cannot read " + (here / "no.yaml") + ": No such file or directory"));
  EXPECT_EQ(1U, found.files.size());
}

}  // namespace
}  // namespace ripcord::cli
