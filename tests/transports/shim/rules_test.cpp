#include "transports/shim/rules.hpp"

#include "tests/shim_support/shim_bench.hpp"
#include "tests/support/hex.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace ripcord::shim {
namespace {

using namespace std::chrono_literals;

const Bytes ask = toy::question({.operation = 1});

/// Sends `count` questions, and tells of each whether it was dropped (`x`) or passed (`.`).
std::string fate_of_questions(ShimBench& bench, int count) {
  std::string fates;
  for (int i = 0; i < count; ++i) {
    bench.to_server(ask);
    fates += bench.at_server().empty() ? 'x' : '.';
  }
  return fates;
}

std::string fates(const Counting& counting, int count = 8) {
  ShimBench bench({{.counting = counting}});
  bench.open();
  return fate_of_questions(bench, count);
}

TEST(Rules, fire_at_every_match_by_default) { EXPECT_EQ("xxxxxxxx", fates({})); }

TEST(Rules, fire_at_the_nth_match) { EXPECT_EQ(".x......", fates({.nth = Range{2, 2}})); }

TEST(Rules, fire_from_one_match_to_another) { EXPECT_EQ(".xxx....", fates({.nth = Range{2, 4}})); }

TEST(Rules, fire_at_every_kth_match) { EXPECT_EQ("..x..x..", fates({.every = 3})); }

TEST(Rules, fire_so_many_times) { EXPECT_EQ("xx......", fates({.times = 2})); }

TEST(Rules, combine_what_they_count) {
  EXPECT_EQ("...x.x..", fates({.nth = Range{3, 8}, .every = 2, .times = 2}));
}

TEST(Rules, count_each_client_apart_by_default) {
  ShimBench bench({{.counting = {.nth = Range{2, 2}}}});

  bench.open({.client = "a", .service = "s"});
  EXPECT_EQ(".", fate_of_questions(bench, 1));
  bench.open({.client = "b", .service = "s"});
  EXPECT_EQ(".", fate_of_questions(bench, 1));
  bench.open({.client = "a", .service = "s"});
  EXPECT_EQ("x", fate_of_questions(bench, 1));
}

TEST(Rules, count_each_connection_apart_if_told) {
  ShimBench bench({{.counting = {.nth = Range{2, 2}, .per = Per::connection}}});

  bench.open();
  EXPECT_EQ(".x.", fate_of_questions(bench, 3));
  bench.open();
  EXPECT_EQ(".x.", fate_of_questions(bench, 3));
}

TEST(Rules, count_the_whole_run_if_told) {
  ShimBench bench({{.counting = {.nth = Range{2, 2}, .per = Per::run}}});

  bench.open({.client = "a", .service = "s"});
  EXPECT_EQ(".", fate_of_questions(bench, 1));
  bench.open({.client = "b", .service = "s"});
  EXPECT_EQ("x", fate_of_questions(bench, 1));
}

TEST(Rules, count_each_association_apart_if_told) {
  ShimBench bench({{.when = {{"direction", "to_server"}},
                    .counting = {.nth = Range{2, 2}, .per = Per::association}}});

  bench.open();
  bench.to_client(toy::welcome(5));
  EXPECT_EQ(".", fate_of_questions(bench, 1));
  bench.open();
  bench.to_client(toy::welcome(6));
  EXPECT_EQ(".", fate_of_questions(bench, 1));
  bench.open();
  bench.to_client(toy::welcome(5));
  EXPECT_EQ("x", fate_of_questions(bench, 1));
}

TEST(Rules, come_after_another_rule_has_fired) {
  ShimBench bench({{.id = "later", .counting = {.after = "first"}},
                   {.id = "first", .kind = "split", .counting = {.nth = Range{2, 2}}}});
  bench.open();

  EXPECT_EQ("..xx", fate_of_questions(bench, 4));
}

TEST(Rules, wait_for_a_time_since_the_run_began) {
  ShimBench bench({{.counting = {.since = 5s}}});
  bench.open();

  EXPECT_EQ(".", fate_of_questions(bench, 1));
  bench.now += 5s;
  EXPECT_EQ("x", fate_of_questions(bench, 1));
}

TEST(Rules, wait_for_a_time_since_the_rule_that_they_come_after) {
  ShimBench bench({{.id = "later", .counting = {.after = "first", .since = 5s}},
                   {.id = "first", .kind = "split", .counting = {.times = 1}}});
  bench.open();
  bench.now += 10s;

  EXPECT_EQ("..", fate_of_questions(bench, 2));
  bench.now += 5s;
  EXPECT_EQ("x", fate_of_questions(bench, 1));
}

TEST(Rules, never_fire_at_probability_0_and_always_at_1) {
  EXPECT_EQ("........", fates({.probability = Probability{0}}));
  EXPECT_EQ("xxxxxxxx", fates({.probability = Probability{1'000'000}}));
}

TEST(Rules, decide_probability_by_seed_and_coordinate) {
  const Counting half{.probability = Probability{500'000}};
  ShimBench one({{.counting = half}}, 1);
  ShimBench again({{.counting = half}}, 1);
  ShimBench other({{.counting = half}}, 2);
  one.open();
  again.open();
  other.open();

  const std::string fates_of_one = fate_of_questions(one, 64);

  EXPECT_EQ(fates_of_one, fate_of_questions(again, 64));
  EXPECT_NE(fates_of_one, fate_of_questions(other, 64));
}

TEST(Rules, strike_about_as_often_as_their_probability_says) {
  ShimBench bench({{.counting = {.probability = Probability{100'000}}}});
  bench.open();

  const std::string fates = fate_of_questions(bench, 2000);

  // Ten standard deviations of a binomial distribution around 200.
  EXPECT_NEAR(200.0, static_cast<double>(std::ranges::count(fates, 'x')), 134.0);
}

TEST(Rules, decide_the_same_when_another_rule_is_added) {
  const Counting half{.probability = Probability{500'000}};
  ShimBench alone({{.id = "a", .counting = half}});
  ShimBench beside({{.id = "b", .kind = "split", .counting = half}, {.id = "a", .counting = half}});
  alone.open();
  beside.open();

  EXPECT_EQ(fate_of_questions(alone, 64), fate_of_questions(beside, 64));
}

TEST(Rules, decide_the_same_when_other_connections_come_in) {
  const Counting half{.probability = Probability{500'000}};
  ShimBench alone({{.counting = half}});
  ShimBench beside({{.counting = half}});
  alone.open();
  beside.open({.client = "someone", .service = "else"});
  fate_of_questions(beside, 5);
  beside.open();

  EXPECT_EQ(fate_of_questions(alone, 64), fate_of_questions(beside, 64));
}

TEST(Rules, count_after_probability) {
  ShimBench bench({{.counting = {.nth = Range{1, 3}, .probability = Probability{500'000}}}});
  bench.open();

  const std::string fates = fate_of_questions(bench, 64);

  EXPECT_EQ(3, std::ranges::count(fates, 'x'));
}

TEST(Rules, see_what_earlier_rules_let_through) {
  ShimBench bench({{.id = "first", .counting = {.nth = Range{1, 1}}},
                   {.id = "second", .kind = "split", .counting = {.nth = Range{1, 1}}}});
  bench.open();

  fate_of_questions(bench, 1);
  EXPECT_EQ(0U, bench.fired(1));
  fate_of_questions(bench, 1);
  EXPECT_EQ(1U, bench.fired(1));
}

TEST(Rules, see_a_delayed_unit_as_one_unit) {
  ShimBench bench(
      {{.id = "first", .when = {{"pdu", "question"}}, .kind = "delay", .with = {{"by", "1s"}}},
       {.id = "second", .kind = "split", .with = {{"size", "6"}}}});
  bench.open();

  bench.to_server(ask);
  bench.now += 1s;

  EXPECT_EQ("54 02 01 03 08 00 | 01 00", bench.at_server());
  EXPECT_EQ(1U, bench.rules().account(1).matched);
}

TEST(Rules, set_off_actions_before_what_their_moment_releases) {
  ShimBench bench({{.when = {{"pdu", "question"}}, .kind = "move_endpoint"}});
  bench.open();

  bench.to_server(ask);

  EXPECT_EQ("command 0 | " + hex_text(ask), bench.at_server());
}

TEST(Rules, set_off_actions_at_connects) {
  ShimBench bench({{.when = {{"pdu", "connect"}}, .kind = "move_endpoint"}});

  bench.begin();

  EXPECT_EQ("command 0 | connect", bench.at_server());
}

TEST(Rules, keep_actions_in_the_order_of_the_stream) {
  ShimBench bench({{.id = "late", .when = {{"call", "1"}}, .kind = "delay", .with = {{"by", "1s"}}},
                   {.id = "move", .when = {{"call", "2"}}, .kind = "move_endpoint"}});
  bench.open();

  bench.to_server(ask);
  bench.to_server(ask);

  EXPECT_EQ("", bench.at_server());
  bench.now += 1s;
  EXPECT_EQ(hex_text(ask) + " | command 1 | " + hex_text(ask), bench.at_server());
}

TEST(Rules, hand_actions_of_happenings_to_the_publisher) {
  ShimBench bench({{.id = "move",
                    .when = {{"event", "file_closed"}},
                    .kind = "move_endpoint",
                    .counting = {.nth = Range{2, 2}}}});

  bench.publish("file_closed");
  bench.publish("file_opened");
  EXPECT_TRUE(bench.commands.empty());
  bench.publish("file_closed");

  EXPECT_EQ(std::vector<RuleIndex>{0}, bench.commands);
  EXPECT_EQ(std::vector<std::string>{">server/file_closed/2"}, bench.rules().points(0));
}

TEST(Rules, hold_if_any_of_several_selections_does) {
  RuleSpec rule = spec({});
  rule.when.any = {selection({{"pdu", "hello"}}), selection({{"operation", "close"}})};
  const RuleSet set = compiled({rule});
  trace::Log log(set.legend());
  Rules rules(set, 1, log);
  Wire wire(rules, {.client = "c", .service = "s"}, Time{}, nullptr);

  wire.offer(Direction::to_server, Time{}, toy::hello(0));
  wire.offer(Direction::to_server, Time{}, toy::question({.operation = 1, .call_id = 1}));
  wire.offer(Direction::to_server, Time{}, toy::question({.operation = 2, .call_id = 2}));

  EXPECT_EQ(2U, rules.account(0).fired);
}

TEST(Rules, hold_if_none_of_several_selections_does) {
  RuleSpec rule = spec({});
  rule.when.none = {selection({{"pdu", "hello"}}), selection({{"operation", "close"}})};
  const RuleSet set = compiled({rule});
  trace::Log log(set.legend());
  Rules rules(set, 1, log);
  Wire wire(rules, {.client = "c", .service = "s"}, Time{}, nullptr);

  wire.offer(Direction::to_server, Time{}, toy::hello(0));
  wire.offer(Direction::to_server, Time{}, toy::question({.operation = 1, .call_id = 1}));
  wire.offer(Direction::to_server, Time{}, toy::question({.operation = 2, .call_id = 2}));

  EXPECT_EQ(1U, rules.account(0).fired);
}

TEST(Rules, trace_a_match_that_did_not_fire) {
  ShimBench bench({{.counting = {.nth = Range{2, 2}}}});
  bench.open();

  bench.to_server(ask);

  EXPECT_EQ(1,
            std::ranges::count(bench.log().records(), trace::What::matched, &trace::Record::what));
  EXPECT_EQ(1U, bench.rules().account(0).matched);
  EXPECT_EQ(0U, bench.rules().account(0).fired);
}

TEST(Rules, strike_no_more_once_they_are_retired) {
  ShimBench bench({{}});
  bench.open();
  ASSERT_EQ("x", fate_of_questions(bench, 1));

  bench.rules().retire(bench.now);

  EXPECT_EQ("..", fate_of_questions(bench, 2));
}

TEST(Rules, end_their_stalls_when_they_are_retired) {
  ShimBench bench({{.when = {{"pdu", "question"}}, .kind = "stall"}});
  bench.open();
  bench.to_server(ask);
  ASSERT_EQ("", bench.at_server());

  bench.rules().retire(bench.now);

  EXPECT_EQ(hex_text(ask), bench.at_server());
}

TEST(Rules, remember_only_so_many_points) {
  ShimBench bench({{}});
  bench.open();

  fate_of_questions(bench, static_cast<int>(Rules::points_max) + 1);

  EXPECT_EQ(Rules::points_max + 1, bench.fired());
  EXPECT_EQ(Rules::points_max, bench.rules().account(0).at.size());
}

/// A bench on which three questions have passed, and its log's digest.
std::uint64_t digest_with(std::initializer_list<RuleText> rules) {
  ShimBench bench(rules);
  bench.open();
  fate_of_questions(bench, 3);
  return bench.log().digest();
}

TEST(Rules, leave_the_trace_alone_where_they_match_nothing_or_have_probability_0) {
  const std::uint64_t without = digest_with({});

  EXPECT_EQ(without, digest_with({{.when = {{"pdu", "failure"}, {"client", "someone"}}}}));
  EXPECT_EQ(without, digest_with({{.counting = {.probability = Probability{0}}}}));
}

}  // namespace
}  // namespace ripcord::shim
