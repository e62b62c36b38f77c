// Every rule on the whole tree. A failure lists all violations at once.

#include "tests/tidy/layers.hpp"
#include "tests/tidy/quotes.hpp"
#include "tests/tidy/remarks.hpp"
#include "tests/tidy/shape.hpp"
#include "tests/tidy/source_file.hpp"
#include "tests/tidy/words.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <vector>

namespace ripcord::tidy {
namespace {

const std::string root = RIPCORD_SOURCE_DIR;
const std::string binary_folder = RIPCORD_BINARY_DIR;

const std::vector<SourceFile>& tree() {
  static const std::vector<SourceFile> files = read_tree(root);
  return files;
}

const Layers& layers() {
  static const Layers house(read_text(binary_folder + "/layers.txt"));
  return house;
}

testing::AssertionResult is_clean(const Violations& violations) {
  if (violations.empty()) return testing::AssertionSuccess();
  return testing::AssertionFailure() << "\n" << text_of(violations);
}

/// The same of a rule that looks at one file at a time.
testing::AssertionResult keeps(const std::function<void(const SourceFile&, Violations&)>& rule) {
  Violations violations;
  for (const SourceFile& file : tree()) rule(file, violations);
  return is_clean(violations);
}

TEST(Repository, was_read) {
  EXPECT_LT(50U, tree().size());
  EXPECT_FALSE(layers().folders().empty());
}

TEST(Repository, includes_downwards_only) {
  EXPECT_TRUE(keeps([](const SourceFile& file, Violations& violations) {
    check_layers(file, layers(), violations);
  }));
}

TEST(Repository, uses_no_banned_word) { EXPECT_TRUE(keeps(check_words)); }

TEST(Repository, leaves_no_unnumbered_work) { EXPECT_TRUE(keeps(check_todo)); }

TEST(Repository, silences_no_warning_without_a_reason) { EXPECT_TRUE(keeps(check_nolint)); }

TEST(Repository, points_to_known_hosts_only) { EXPECT_TRUE(keeps(check_addresses)); }

TEST(Repository, names_no_folder_of_one_machine) {
  const std::string clone_folder = root.substr(0, root.find_last_of('/'));

  EXPECT_TRUE(keeps([&](const SourceFile& file, Violations& violations) {
    check_machine_paths(file, clone_folder, violations);
  }));
}

TEST(Repository, quotes_what_is_there) {
  EXPECT_TRUE(keeps([](const SourceFile& file, Violations& violations) {
    check_quotes(file, tree(), violations);
  }));
}

TEST(Repository, has_no_file_of_two_ideas) { EXPECT_TRUE(keeps(check_length)); }

TEST(Repository, includes_each_header_once) { EXPECT_TRUE(keeps(check_pragma_once)); }

TEST(Repository, includes_from_the_root) {
  EXPECT_TRUE(keeps([](const SourceFile& file, Violations& violations) {
    check_include_paths(file, tree(), violations);
  }));
}

TEST(Repository, names_its_tests_by_facts) { EXPECT_TRUE(keeps(check_test_names)); }

TEST(Repository, has_no_nameless_folder) { EXPECT_TRUE(keeps(check_folder_names)); }

TEST(Repository, has_a_short_readme_in_every_component) {
  const std::vector<std::string> components = layers().folders();
  Violations violations;

  check_readmes(components, tree(), violations);

  EXPECT_TRUE(is_clean(violations));
}

TEST(Repository, builds_every_source) {
  const std::string compile_commands = read_text(binary_folder + "/compile_commands.json");
  Violations violations;

  check_dead_files(compile_commands, root, tree(), violations);

  EXPECT_NE("", compile_commands);
  EXPECT_TRUE(is_clean(violations));
}

}  // namespace
}  // namespace ripcord::tidy
