#include "tests/tidy/remarks.hpp"

#include <gtest/gtest.h>

namespace ripcord::tidy {
namespace {

using Rule = void (*)(const SourceFile&, Violations&);

std::string violations_of(Rule rule, std::string path, std::string_view text) {
  Violations violations;
  rule(source_file(std::move(path), text), violations);
  return text_of(violations);
}

TEST(Todo, with_an_issue_may_stay) {
  EXPECT_EQ("",
            violations_of(check_todo,
                          "transports/base/a.cpp",
                          "// TO"
                          "DO(12): take it apart."));
}

TEST(Todo, without_an_issue_is_refused) {
  EXPECT_EQ(
      "transports/base/a.cpp:1: TO"
      "DO without an issue, use TO"
      "DO(12): ... instead\n",
      violations_of(check_todo,
                    "transports/base/a.cpp",
                    "// TO"
                    "DO: take it apart."));
}

TEST(Todo, with_a_name_for_an_issue_is_refused) {
  EXPECT_NE("",
            violations_of(check_todo,
                          "transports/base/a.cpp",
                          "// TO"
                          "DO(me): take it apart."));
}

TEST(Todo, in_capitals_of_another_word_is_left_alone) {
  EXPECT_EQ("",
            violations_of(check_todo,
                          "transports/base/a.cpp",
                          "// MASTO"
                          "DON"));
}

TEST(Fixme, is_refused_even_with_an_issue) {
  EXPECT_EQ(
      "dev:1: FIX"
      "ME may live in a branch only, mend it instead\n",
      violations_of(check_todo,
                    "dev",
                    "# FIX"
                    "ME(12): soon"));
}

TEST(Nolint, with_a_check_and_a_reason_may_stay) {
  EXPECT_EQ("",
            violations_of(check_nolint,
                          "a.cpp",
                          "int a;  // NO"
                          "LINT(misc-x): the API wants it."));
}

TEST(Nolint, of_the_next_line_with_a_reason_may_stay) {
  EXPECT_EQ("",
            violations_of(check_nolint,
                          "a.cpp",
                          "// NO"
                          "LINTNEXTLINE(misc-x): the API wants it."));
}

TEST(Nolint, of_a_stretch_needs_its_reason_at_the_beginning_only) {
  EXPECT_EQ("",
            violations_of(check_nolint,
                          "a.cpp",
                          "// NO"
                          "LINTBEGIN(misc-x): the API.\n// NO"
                          "LINTEND(misc-x)"));
}

TEST(Nolint, without_a_reason_is_refused) {
  EXPECT_EQ(
      "a.cpp:1: silences a warning without a reason, use NO"
      "LINT(check): reason instead\n",
      violations_of(check_nolint,
                    "a.cpp",
                    "int a;  // NO"
                    "LINT(misc-x)"));
}

TEST(Nolint, of_every_check_is_refused) {
  EXPECT_NE("",
            violations_of(check_nolint,
                          "a.cpp",
                          "int a;  // NO"
                          "LINT: the API wants it."));
}

TEST(Addresses, of_known_hosts_may_stay) {
  EXPECT_EQ("", violations_of(check_addresses, "README.md", "see https://semver.org/spec"));
}

TEST(Addresses, end_before_the_stop_of_their_sentence) {
  EXPECT_EQ("", violations_of(check_addresses, "README.md", "see https://semver.org."));
}

TEST(Addresses, of_other_hosts_are_refused) {
  EXPECT_EQ("README.md:1: names the host a.invalid, which tests/tidy/remarks.cpp does not know\n",
            violations_of(check_addresses,
                          "README.md",
                          "get http"
                          "://a.invalid/x"));
}

TEST(Addresses, are_all_looked_at) {
  EXPECT_NE("",
            violations_of(check_addresses,
                          "README.md",
                          "https://semver.org or http"
                          "://a.invalid"));
}

std::string machine_paths_of(std::string_view text) {
  Violations violations;
  check_machine_paths(source_file("README.md", text), "/srv/clones", violations);
  return text_of(violations);
}

TEST(MachinePaths, in_a_home_folder_are_refused) {
  EXPECT_EQ("README.md:1: names a folder of one machine, use a path from the root instead\n",
            machine_paths_of("run /ho"
                             "me/me/ripcord/dev"));
}

TEST(MachinePaths, in_roots_folder_are_refused) {
  EXPECT_NE("",
            machine_paths_of("/ro"
                             "ot/.cache"));
}

TEST(MachinePaths, where_this_clone_lies_are_refused) {
  EXPECT_NE("", machine_paths_of("cd /srv/clones/ripcord"));
}

TEST(MachinePaths, of_the_system_may_stay) {
  EXPECT_EQ("", machine_paths_of("/usr/sbin/policy-rc.d"));
}

TEST(MachinePaths, with_such_a_part_in_the_middle_may_stay) {
  EXPECT_EQ("",
            machine_paths_of("docs/ho"
                             "me/index.md"));
}

}  // namespace
}  // namespace ripcord::tidy
