#include "harness/cli/shard_environment.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace ripcord::cli {
namespace {

using Variables = std::map<std::string, std::string, std::less<>>;

Parsed<std::optional<GivenShard>> given(const Variables& variables) {
  return given_shard([&](std::string_view name) -> std::optional<std::string> {
    const auto found = variables.find(name);
    if (found == variables.end()) return std::nullopt;
    return found->second;
  });
}

TEST(GivenShard, is_none_where_no_scheduler_speaks) { EXPECT_FALSE(*given({})); }

TEST(GivenShard, is_none_where_only_the_index_is_set) {
  EXPECT_FALSE(*given({{"JOB_COMPLETION_INDEX", "3"}}));
}

TEST(GivenShard, counts_an_array_of_slurm_from_its_lowest_task) {
  const auto shard = given({{"SLURM_ARRAY_TASK_ID", "5"},
                            {"SLURM_ARRAY_TASK_MIN", "4"},
                            {"SLURM_ARRAY_TASK_COUNT", "8"}});

  EXPECT_EQ(2U, (*shard)->shard.index);
  EXPECT_EQ(8U, (*shard)->shard.count);
  EXPECT_EQ("SLURM_ARRAY_TASK_ID", (*shard)->variable);
}

TEST(GivenShard, counts_nodes_of_a_pipeline_from_one) {
  const auto shard = given({{"CI_NODE_INDEX", "1"}, {"CI_NODE_TOTAL", "2"}});

  EXPECT_EQ(1U, (*shard)->shard.index);
  EXPECT_EQ(2U, (*shard)->shard.count);
}

TEST(GivenShard, counts_completions_from_zero) {
  const auto shard = given({{"JOB_COMPLETION_INDEX", "1"}, {"JOB_COMPLETIONS", "2"}});

  EXPECT_EQ(2U, (*shard)->shard.index);
}

TEST(GivenShard, is_refused_where_the_index_is_past_the_count) {
  const auto shard = given({{"CI_NODE_INDEX", "3"}, {"CI_NODE_TOTAL", "2"}});

  ASSERT_FALSE(shard);
  EXPECT_EQ("CI_NODE_INDEX=3 and CI_NODE_TOTAL=2 are no part of a whole", shard.error().text);
}

TEST(GivenShard, is_refused_where_the_index_is_no_number) {
  EXPECT_FALSE(given({{"CI_NODE_INDEX", "one"}, {"CI_NODE_TOTAL", "2"}}));
}

}  // namespace
}  // namespace ripcord::cli
