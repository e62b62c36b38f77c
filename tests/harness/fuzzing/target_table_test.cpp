#include "harness/fuzzing/target_table.hpp"

#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ripcord::fuzzing {
namespace {

using testing::HasSubstr;

class BuiltTargets : public testing::Test {
 protected:
  void put(const std::string& name, const std::string& text) const { folder_.write(name, text); }
  [[nodiscard]] std::string problem() const {
    const auto targets = read_targets(folder_.path());
    return targets ? "none" : targets.error().text;
  }

  test::TemporaryFolder folder_;
};

TEST(TargetTable, has_a_target_a_line) {
  const auto targets =
      parse_table("tower bytes 0 protocol - fuzz/corpus/tower fuzz/regressions/tower\n");

  ASSERT_TRUE(targets);
  EXPECT_EQ("tower", targets->front().name);
  EXPECT_EQ("protocol", targets->front().dictionary);
  EXPECT_THAT(targets->front().corpus,
              testing::ElementsAre("fuzz/corpus/tower", "fuzz/regressions/tower"));
}

TEST(TargetTable, knows_what_inputs_are) {
  const auto targets = parse_table("client units 3 - - fuzz/corpus/client\n");

  ASSERT_TRUE(targets);
  EXPECT_EQ(Shape::units, targets->front().shape);
  EXPECT_EQ(3U, targets->front().prefix_size);
  EXPECT_EQ("", targets->front().dictionary);
}

TEST(TargetTable, knows_what_libfuzzer_is_told) {
  const auto targets =
      parse_table("tower bytes 0 - use_counters=0,len_control=0 fuzz/corpus/tower\n");

  ASSERT_TRUE(targets);
  EXPECT_THAT(targets->front().options, testing::ElementsAre("use_counters=0", "len_control=0"));
}

TEST(TargetTable, is_refused_where_a_shape_is_not_known) {
  EXPECT_FALSE(parse_table("tower cubes 0 - - fuzz/corpus/tower\n"));
}

TEST_F(BuiltTargets, are_those_of_the_table) {
  put("targets.txt", "tower bytes 0 - - fuzz/corpus/tower\n");
  put("tower_fuzzer", "");

  EXPECT_EQ("none", problem());
}

TEST_F(BuiltTargets, are_refused_without_a_table) {
  EXPECT_THAT(problem(), HasSubstr("no fuzz targets"));
}

TEST_F(BuiltTargets, are_refused_where_one_is_not_built) {
  put("targets.txt", "tower bytes 0 - - fuzz/corpus/tower\n");

  EXPECT_THAT(problem(), HasSubstr("target tower is listed and not built"));
}

TEST_F(BuiltTargets, are_refused_where_nobody_runs_one) {
  put("targets.txt", "");
  put("tower_fuzzer", "");

  EXPECT_THAT(problem(), HasSubstr("target tower is built and not listed"));
}

}  // namespace
}  // namespace ripcord::fuzzing
