#include "harness/compare/comparison_json.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <limits>

namespace ripcord::compare {
namespace {

using nlohmann::json;

Comparison comparison_of(Row row) {
  Comparison comparison{.family = 1};
  comparison.matches.push_back({.name = "echo", .rows = {std::move(row)}});
  return comparison;
}

json written(const Comparison& comparison) {
  return json::parse(comparison_json(
      {.method = "variants", .a = "unpatched", .b = "patched", .seed = 7, .pairs = 20},
      comparison));
}

const Row slower{.metric = {.name = "wall", .unit = Unit::nanoseconds, .threshold = 0.05},
                 .a = Spread{1, 2, 3},
                 .b = Spread{2, 3, 4},
                 .judgement = {.verdict = Verdict::regression,
                               .ratio = 1.5,
                               .interval = measures::Interval{.low = 1.25, .high = 1.75},
                               .chance = 0.05,
                               .pairs = 20}};

TEST(ComparisonJson, says_what_was_compared) {
  const json body = written(comparison_of(slower));

  EXPECT_EQ("regression", body.at("verdict"));
  EXPECT_EQ("unpatched", body.at("a"));
  EXPECT_EQ("patched", body.at("b"));
  EXPECT_EQ(7, body.at("seed"));
  EXPECT_EQ(20, body.at("pairs"));
  EXPECT_EQ(1, body.at("family"));
}

TEST(ComparisonJson, has_a_row_for_each_metric) {
  const json row = written(comparison_of(slower)).at("matches").at(0).at("rows");

  EXPECT_EQ(json::parse(R"([{"metric":"wall","unit":"ns","better":"lower","exact":false,
    "verdict":"regression","a":{"low":1.0,"median":2.0,"high":3.0},
    "b":{"low":2.0,"median":3.0,"high":4.0},"pairs":20,"ratio":1.5,"threshold":0.05,"low":1.25,
    "high":1.75,"chance":0.05}])"),
            row);
}

TEST(ComparisonJson, has_no_number_for_a_ratio_to_nothing) {
  Row row = slower;
  row.judgement.ratio = std::numeric_limits<double>::infinity();

  const json rows = written(comparison_of(row)).at("matches").at(0).at("rows");

  EXPECT_TRUE(rows.at(0).at("ratio").is_null());
}

TEST(Comparison, that_calls_the_second_side_worse_is_a_regression) {
  EXPECT_TRUE(is_regression({.method = "variants"}, comparison_of(slower)));
}

TEST(Comparison, of_stored_runs_is_indicative) {
  EXPECT_FALSE(is_regression({.method = "stored"}, comparison_of(slower)));
}

}  // namespace
}  // namespace ripcord::compare
