#include "harness/cli/selection.hpp"

#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

namespace ripcord::cli {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// A folder of scenarios, and what is selected of it.
class SelectionOf : public testing::Test {
 protected:
  SelectionOf() {
    vocabulary_.steps = {"sleep"};
    vocabulary_.transports = {"sim"};
  }

  /// Writes a scenario that does nothing, with `more` keys.
  void add(const std::string& name, const std::string& more) {
    folder_.write(name,
                  "format: 1\nname: a-name\nworld: {}\nworkload:\n  - sleep: { for: 1ms }\n"
                  "expect:\n  all: { outcome: completed }\n" +
                      more);
  }

  /// What of all files is selected, as variant and transport behind the file's name.
  std::vector<std::string> selected(SelectionOptions options = {},
                                    const std::set<std::string>& failed = {}) {
    load(options);
    std::vector<std::string> all;
    for (const Candidate& candidate : select(library_, options, failed).candidates) {
      all.push_back(report::subject_key(candidate.subject).substr(prefix().size()));
    }
    return all;
  }

  void load(SelectionOptions& options) {
    if (options.paths.empty()) options.paths = {folder_.path()};
    library_ = load_library(options.paths, options.settings, vocabulary_);
    for (const scenario::Diagnostic& wrong : library_.diagnostics)
      ADD_FAILURE() << scenario::text(wrong);
  }

  [[nodiscard]] std::string prefix() const { return report::scenario_folder(folder_.path()) + "/"; }

  test::TemporaryFolder folder_;
  scenario::Vocabulary vocabulary_;
  Library library_;
};

constexpr const char* two_variants =
    "variants:\n  unpatched: { tags: [x] }\n  patched: { tags: [y] }\n";

TEST_F(SelectionOf, everything_is_in_order_of_path_variant_and_transport) {
  add("b.yaml", "transports: [sim, tcp]\n");
  add("a.yaml", two_variants);

  EXPECT_THAT(selected({.transports = {"tcp", "sim"}}),
              ElementsAre("a/patched/sim", "a/unpatched/sim", "b/base/sim", "b/base/tcp"));
}

TEST_F(SelectionOf, a_scenario_is_its_first_transport) {
  add("a.yaml", "transports: [tcp, sim]\n");

  EXPECT_THAT(selected(), ElementsAre("a/base/tcp"));
}

TEST_F(SelectionOf, a_variant_leaves_out_scenarios_that_lack_it) {
  add("a.yaml", two_variants);
  add("b.yaml", "");

  EXPECT_THAT(selected({.variants = {"patched"}}), ElementsAre("a/patched/sim"));
}

TEST_F(SelectionOf, a_tag_is_any_of_those_named) {
  add("a.yaml", "tags: [x]\n");
  add("b.yaml", "tags: [y]\n");
  add("c.yaml", "tags: [z]\n");

  EXPECT_THAT(selected({.tags = {"x", "z"}}), ElementsAre("a/base/sim", "c/base/sim"));
}

TEST_F(SelectionOf, an_expression_looks_at_the_path) {
  add("stale/a.yaml", "");
  add("other/b.yaml", "");

  EXPECT_THAT(selected({.expression = *NameExpression::parse("stale")}),
              ElementsAre("stale/a/base/sim"));
}

TEST_F(SelectionOf, last_failed_is_what_failed_last) {
  add("a.yaml", two_variants);

  EXPECT_THAT(selected({.scope = Scope::last_failed}, {prefix() + "a/patched/sim"}),
              ElementsAre("a/patched/sim"));
}

TEST_F(SelectionOf, shards_are_disjoint_and_together_everything) {
  add("a.yaml", two_variants);
  add("b.yaml", "");

  EXPECT_THAT(selected({.shard = Shard{.index = 1, .count = 2}}),
              ElementsAre("a/patched/sim", "b/base/sim"));
  EXPECT_THAT(selected({.shard = Shard{.index = 2, .count = 2}}), ElementsAre("a/unpatched/sim"));
}

TEST_F(SelectionOf, a_shard_is_taken_of_what_failed_last) {
  add("a.yaml", "");
  add("b.yaml", "");

  EXPECT_THAT(selected({.scope = Scope::last_failed, .shard = Shard{.index = 1, .count = 2}},
                       {prefix() + "b/base/sim"}),
              ElementsAre("b/base/sim"));
}

TEST_F(SelectionOf, what_requires_foreign_programs_waits_for_live) {
  add("a.yaml", "requires: [impacket]\n");

  EXPECT_THAT(selected(), IsEmpty());
  EXPECT_THAT(selected({.foreign_peers = ForeignPeers::included}), ElementsAre("a/base/sim"));
}

TEST_F(SelectionOf, what_requires_foreign_programs_runs_if_its_own_file_is_named) {
  add("a.yaml", "requires: [impacket]\n");

  EXPECT_THAT(selected({.paths = {folder_ / "a.yaml"}}), ElementsAre("a/base/sim"));
}

TEST_F(SelectionOf, the_rest_is_counted_by_reason) {
  add("a.yaml", "requires: [impacket]\n");
  add("b.yaml", "requires: [impacket]\n");
  add("c.yaml", "transports: [tcp]\n");
  SelectionOptions options{.transports = {"sim"}};
  load(options);

  const report::NotSelected rest = select(library_, options, {}).rest;

  ASSERT_EQ(2U, rest.reasons.size());
  EXPECT_EQ("requires impacket", rest.reasons[0].reason);
  EXPECT_EQ(2U, rest.reasons[0].count);
  EXPECT_EQ("transport", rest.reasons[1].reason);
  EXPECT_EQ(3U, rest.total());
}

TEST_F(SelectionOf, a_matrix_has_a_candidate_for_each_point) {
  add("a.yaml", "matrix: { limits.steps: [10, 20] }\n");

  EXPECT_THAT(selected(), ElementsAre("a/base,limits.steps=10/sim", "a/base,limits.steps=20/sim"));
}

TEST_F(SelectionOf, a_command_names_the_matrix_point_and_the_settings) {
  add("a.yaml", "matrix: { limits.steps: [10] }\n");
  SelectionOptions options{.settings = {"limits.wall=5s"}};
  load(options);

  const Selection selection = select(library_, options, {});

  EXPECT_THAT(
      selection.candidates.at(0).subject.options,
      ElementsAre("--variant", "base", "--set", "limits.steps=10", "--set", "limits.wall=5s"));
}

TEST_F(SelectionOf, nothing_names_what_selected_it) {
  add("a.yaml", "");
  SelectionOptions options{
      .expression_text = "zzz", .expression = *NameExpression::parse("zzz"), .tags = {"q"}};
  load(options);

  EXPECT_EQ("0 of 1 scenarios selected by -k \"zzz\" --tag q\n",
            nothing_selected(library_, options, select(library_, options, {})));
}

TEST_F(SelectionOf, nothing_suggests_the_nearest_variant) {
  add("a.yaml", two_variants);
  SelectionOptions options{.variants = {"pached"}};
  load(options);

  EXPECT_EQ("0 of 1 scenarios selected by --variant pached; did you mean `patched`?\n",
            nothing_selected(library_, options, select(library_, options, {})));
}

TEST_F(SelectionOf, nothing_points_to_live) {
  add("a.yaml", "requires: [samba]\n");
  SelectionOptions options;
  load(options);

  EXPECT_EQ("0 of 1 scenarios selected by " + folder_.path() +
                "; requires samba: 1; --live runs what requires foreign programs\n",
            nothing_selected(library_, options, select(library_, options, {})));
}

}  // namespace
}  // namespace ripcord::cli
