#include "harness/diagram/plot.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <string>

namespace ripcord::diagram {
namespace {

using testing::HasSubstr;
using testing::Not;
using trace::What;

constexpr std::int64_t ms = 1'000'000;

/// A log of 1,200 ms: a column is 10 ms.
class PlotTest : public testing::Test {
 protected:
  PlotTest() {
    legend_.pdus = {"request", "response"};
    legend_.rules = {{.id = "<cut>", .kind = "drop", .line = 12, .digest = 1}};
    connection_ = log_.add_connection(log_.intern("ntbackup"), log_.intern("store"));
  }

  void request(std::int64_t time, std::uint32_t call_id) { unit(time, call_id, 0); }
  void answer(std::int64_t time, std::uint32_t call_id) { unit(time, call_id, 1); }
  void unit(std::int64_t time, std::uint32_t call_id, std::uint8_t direction) {
    log_.append({.time = time,
                 .connection = connection_,
                 .call_id = call_id,
                 .operation = 0,
                 .what = What::unit,
                 .direction = direction,
                 .flags = trace::flag::last_fragment});
  }
  void rule(std::int64_t time, What what) {
    log_.append({.time = time, .connection = connection_, .rule = 0, .what = what});
  }
  void end() { log_.append({.time = 1200 * ms, .what = What::verdict}); }

  trace::Legend legend_;
  trace::Log log_{legend_};
  std::uint32_t connection_ = 0;
};

TEST_F(PlotTest, measures_a_call_from_its_request_to_its_answer) {
  request(25 * ms, 1);
  answer(28 * ms, 1);
  end();

  EXPECT_EQ(3 * ms, plot(log_).at[2].longest);
}

TEST_F(PlotTest, knows_longest_and_median_of_a_column) {
  request(20 * ms, 1);
  answer(21 * ms, 1);
  request(22 * ms, 2);
  answer(24 * ms, 2);
  request(25 * ms, 3);
  answer(34 * ms, 3);
  end();

  EXPECT_EQ(9 * ms, plot(log_).at[2].longest);
  EXPECT_EQ(2 * ms, plot(log_).at[2].median);
  EXPECT_EQ(3U, plot(log_).at[2].calls);
}

TEST_F(PlotTest, lets_a_call_without_an_answer_last_to_the_end) {
  request(200 * ms, 1);
  end();

  EXPECT_EQ(1000 * ms, plot(log_).at[20].longest);
  EXPECT_EQ(1U, plot(log_).at[20].unanswered);
}

TEST_F(PlotTest, counts_a_call_id_that_is_used_again_as_another_call) {
  request(20 * ms, 1);
  answer(21 * ms, 1);
  request(22 * ms, 1);
  answer(23 * ms, 1);
  end();

  EXPECT_EQ(2U, plot(log_).calls());
}

TEST_F(PlotTest, adds_up_the_bytes_that_arrived) {
  log_.append({.time = 1, .connection = connection_, .length = 7, .what = What::delivered});
  log_.append({.time = 2, .connection = connection_, .length = 5, .what = What::delivered});
  end();

  EXPECT_EQ(12U, plot(log_).at[0].bytes);
}

TEST_F(PlotTest, shades_from_the_first_to_the_last_that_a_rule_did) {
  rule(100 * ms, What::fired);
  rule(300 * ms, What::verb);
  end();

  const Plot drawn = plot(log_);

  ASSERT_EQ(1U, drawn.windows.size());
  EXPECT_EQ(100 * ms, drawn.windows[0].from);
  EXPECT_EQ(300 * ms, drawn.windows[0].until);
}

TEST_F(PlotTest, shades_to_the_end_what_an_action_changed) {
  rule(100 * ms, What::action);
  end();

  EXPECT_EQ(1200 * ms, plot(log_).windows.at(0).until);
}

TEST_F(PlotTest, does_not_shade_what_a_rule_let_pass) {
  rule(100 * ms, What::matched);
  end();

  EXPECT_TRUE(plot(log_).windows.empty());
}

TEST_F(PlotTest, of_nothing_is_drawn_all_the_same) {
  EXPECT_THAT(svg(plot(log_)), HasSubstr("</svg>"));
}

TEST_F(PlotTest, escapes_what_scenarios_say) {
  rule(100 * ms, What::fired);
  end();

  EXPECT_THAT(svg(plot(log_)), HasSubstr("&lt;cut&gt;: drop"));
  EXPECT_THAT(svg(plot(log_)), Not(HasSubstr("<cut>")));
}

TEST_F(PlotTest, is_no_larger_for_more_calls) {
  for (std::uint32_t i = 0; i < 10'000; ++i) {
    request(i * 100'000, i);
    answer(i * 100'000 + 50'000, i);
  }
  end();

  EXPECT_GT(60'000U, svg(plot(log_)).size());
}

}  // namespace
}  // namespace ripcord::diagram
