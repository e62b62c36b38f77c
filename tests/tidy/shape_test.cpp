#include "tests/tidy/shape.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace ripcord::tidy {
namespace {

SourceFile file_of_lines(std::string path, std::size_t count) {
  return {.path = std::move(path), .lines = std::vector<std::string>(count)};
}

std::string length_violations_of(std::string path, std::size_t lines) {
  Violations violations;
  check_length(file_of_lines(std::move(path), lines), violations);
  return text_of(violations);
}

TEST(Length, of_399_lines_is_fine) { EXPECT_EQ("", length_violations_of("a.cpp", 399)); }

TEST(Length, of_400_lines_is_fine) { EXPECT_EQ("", length_violations_of("a.cpp", 400)); }

TEST(Length, of_401_lines_is_too_much) {
  EXPECT_EQ("a.cpp:401: has more than 400 lines, name its second idea instead\n",
            length_violations_of("a.cpp", 401));
}

TEST(Length, of_a_document_is_free) { EXPECT_EQ("", length_violations_of("docs/a.md", 401)); }

TEST(PragmaOnce, is_found_below_a_comment) {
  Violations violations;

  check_pragma_once(source_file("a.hpp", "// About a.\n#pragma once\n"), violations);

  EXPECT_EQ("", text_of(violations));
}

TEST(PragmaOnce, is_missed_in_a_header) {
  Violations violations;

  check_pragma_once(source_file("a.hpp", "#ifndef A\n"), violations);

  EXPECT_EQ("a.hpp:1: lacks #pragma once\n", text_of(violations));
}

TEST(PragmaOnce, is_not_asked_of_a_source) {
  Violations violations;

  check_pragma_once(source_file("a.cpp", "int a;\n"), violations);

  EXPECT_EQ("", text_of(violations));
}

std::string include_violations_of(std::string_view text) {
  const std::vector<SourceFile> tree{file_of_lines("transports/base/bytes.hpp", 1)};
  Violations violations;
  check_include_paths(source_file("transports/base/a.cpp", text), tree, violations);
  return text_of(violations);
}

TEST(IncludePath, from_the_root_is_fine) {
  EXPECT_EQ("", include_violations_of("#include \"transports/base/bytes.hpp\""));
}

TEST(IncludePath, of_a_neighbour_without_its_folder_is_refused) {
  EXPECT_EQ(
      "transports/base/a.cpp:1: includes \"bytes.hpp\", which the tree does not have; paths begin "
      "at the root\n",
      include_violations_of("#include \"bytes.hpp\""));
}

TEST(IncludePath, of_a_third_party_belongs_in_angle_brackets) {
  EXPECT_NE("", include_violations_of("#include \"fmt/core.h\""));
}

std::string test_name_violations_of(std::string path, std::string_view text) {
  Violations violations;
  check_test_names(source_file(std::move(path), text), violations);
  return text_of(violations);
}

TEST(TestName, that_states_a_fact_is_fine) {
  EXPECT_EQ(
      "",
      test_name_violations_of("tests/a_test.cpp", "TEST(Reader, keeps_the_first_of_2_failures) {"));
}

TEST(TestName, may_spell_a_foreign_name_as_it_is) {
  EXPECT_EQ("",
            test_name_violations_of("tests/a_test.cpp",
                                    "TEST(Tower, has_the_floors_that_C706_gives_it) {"));
}

TEST(TestName, of_one_word_is_refused) {
  EXPECT_EQ(
      "tests/a_test.cpp:1: the test's name basic states no fact, use a_fact_like_this instead\n",
      test_name_violations_of("tests/a_test.cpp", "TEST_F(Reader, basic) {"));
}

TEST(TestName, in_camel_case_is_refused) {
  EXPECT_NE("", test_name_violations_of("tests/a_test.cpp", "TEST_P(Reader, KeepsTheFirst) {"));
}

std::string folder_violations_of(std::string path) {
  Violations violations;
  check_folder_names(file_of_lines(std::move(path), 1), violations);
  return text_of(violations);
}

TEST(FolderName, that_says_nothing_is_refused) {
  EXPECT_EQ("harness/utils/a.cpp:0: lies in a folder named utils, name what it holds instead\n",
            folder_violations_of("harness/utils/a.cpp"));
}

TEST(FolderName, at_the_top_is_looked_at) { EXPECT_NE("", folder_violations_of("common/a.cpp")); }

TEST(FolderName, that_only_ends_alike_is_fine) {
  EXPECT_EQ("", folder_violations_of("harness/uncommon/a.cpp"));
}

std::string readme_violations_of(const std::vector<SourceFile>& tree) {
  const std::vector<std::string> components{"transports/base"};
  Violations violations;
  check_readmes(components, tree, violations);
  return text_of(violations);
}

TEST(Readme, of_30_lines_is_fine) {
  EXPECT_EQ("", readme_violations_of({file_of_lines("transports/base/README.md", 30)}));
}

TEST(Readme, of_31_lines_is_too_long) {
  EXPECT_EQ("transports/base/README.md:31: has more than 30 lines\n",
            readme_violations_of({file_of_lines("transports/base/README.md", 31)}));
}

TEST(Readme, is_missed) {
  EXPECT_EQ(
      "transports/base/README.md:0: is missing: charter, nouns, one diagram, where to start "
      "reading\n",
      readme_violations_of({}));
}

constexpr std::string_view compile_commands = R"([
{
  "directory": "/srv/clone/build/dev",
  "command": "c++ -c /srv/clone/transports/base/a.cpp",
  "file": "/srv/clone/transports/base/a.cpp"
},
{
  "file": "/srv/clone/build/dev/generated/shim/catalog.cpp"
}
])";

std::string dead_files_of(std::string path) {
  const std::vector<SourceFile> tree{file_of_lines(std::move(path), 1)};
  Violations violations;
  check_dead_files(compile_commands, "/srv/clone", tree, violations);
  return text_of(violations);
}

TEST(DeadFile, is_a_source_that_nobody_builds) {
  EXPECT_EQ("transports/base/b.cpp:0: nobody builds this, name it in CMakeLists.txt or remove it\n",
            dead_files_of("transports/base/b.cpp"));
}

TEST(DeadFile, is_not_a_source_that_is_built) {
  EXPECT_EQ("", dead_files_of("transports/base/a.cpp"));
}

TEST(DeadFile, is_not_a_header) { EXPECT_EQ("", dead_files_of("transports/base/b.hpp")); }

TEST(DeadFile, is_not_sought_where_this_build_builds_nothing) {
  EXPECT_EQ("", dead_files_of("bench/b.cpp"));
}

}  // namespace
}  // namespace ripcord::tidy
