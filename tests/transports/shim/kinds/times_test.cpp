#include "tests/shim_support/shim_bench.hpp"
#include "tests/support/hex.hpp"

#include <gtest/gtest.h>

namespace ripcord::shim {
namespace {

using namespace std::chrono_literals;

const Bytes ask = toy::question({.operation = 1, .stub = {0xaa, 0xbb}});
const Bytes reply = toy::answer({.operation = 1, .stub = {0xcc, 0xdd}});

TEST(Delay, delivers_the_unit_when_its_time_has_come) {
  ShimBench bench({{.when = {{"pdu", "question"}}, .kind = "delay", .with = {{"by", "2s"}}}});
  bench.open();
  bench.to_server(ask);

  EXPECT_EQ("", bench.at_server());
  EXPECT_EQ(Time{2s}, bench.wire().next_deadline(Direction::to_server));
  bench.now += 2s;
  EXPECT_EQ(hex_text(ask), bench.at_server());
}

TEST(Delay, keeps_the_order_of_the_stream) {
  ShimBench bench({{.when = {{"pdu", "hello"}}, .kind = "delay", .with = {{"by", "2s"}}}});
  bench.open();
  bench.to_server(toy::hello(0));
  bench.to_server(ask);

  EXPECT_EQ("", bench.at_server());
  bench.now += 2s;
  EXPECT_EQ(hex_text(toy::hello(0)) + " " + hex_text(ask), bench.at_server());
}

TEST(Delay, lets_a_finish_wait_behind_the_unit) {
  ShimBench bench({{.when = {{"pdu", "question"}}, .kind = "delay", .with = {{"by", "2s"}}}});
  bench.open();
  bench.to_server(ask);
  bench.wire().offer_end(Direction::to_server, bench.now, End::finish);

  EXPECT_EQ("", bench.at_server());
  bench.now += 2s;
  EXPECT_EQ(hex_text(ask) + " | finish | end", bench.at_server());
}

TEST(Delay, chooses_within_its_range_by_coordinate) {
  const RuleText rule{.when = {{"pdu", "answer"}}, .kind = "delay", .with = {{"by", "1s..2s"}}};
  ShimBench one({rule});
  ShimBench again({rule});
  one.open();
  again.open();

  one.to_client(reply);
  again.to_client(reply);

  EXPECT_EQ(one.wire().next_deadline(Direction::to_client),
            again.wire().next_deadline(Direction::to_client));
  EXPECT_LE(Time{1s}, one.wire().next_deadline(Direction::to_client));
  EXPECT_GE(Time{2s}, one.wire().next_deadline(Direction::to_client));
}

TEST(Delay, lets_a_connect_wait) {
  ShimBench bench({{.when = {{"pdu", "connect"}}, .kind = "delay", .with = {{"by", "1s"}}}});
  bench.begin();

  EXPECT_EQ("", bench.at_server());
  bench.now += 1s;
  EXPECT_EQ("connect", bench.at_server());
}

TEST(Stall, moves_nothing_until_its_time_is_over) {
  ShimBench bench({{.when = {{"call", "2"}},
                    .kind = "stall",
                    .with = {{"for", "5s"}},
                    .counting = {.times = 1}}});
  bench.open();
  bench.to_server(ask);
  bench.to_server(ask);
  bench.to_client(reply);

  EXPECT_EQ(hex_text(ask), bench.at_server());
  EXPECT_EQ("", bench.at_client());
  bench.now += 5s;
  EXPECT_EQ(hex_text(ask), bench.at_server());
  EXPECT_EQ(hex_text(reply), bench.at_client());
}

TEST(Stall, stops_reading_so_that_the_sender_blocks) {
  ShimBench bench({{.when = {{"pdu", "question"}}, .kind = "stall", .with = {{"for", "5s"}}}});
  bench.open();
  bench.to_server(ask);

  EXPECT_EQ(0U, bench.wire().room(Direction::to_server));
  EXPECT_EQ(0U, bench.wire().room(Direction::to_client));
  bench.now += 5s;
  EXPECT_EQ(hex_text(ask), bench.at_server());
  EXPECT_LT(0U, bench.wire().room(Direction::to_server));
}

TEST(Stall, toward_one_end_lets_the_other_direction_move) {
  ShimBench bench(
      {{.when = {{"pdu", "question"}}, .kind = "stall", .with = {{"toward", "server"}}}});
  bench.open();
  bench.to_server(ask);
  bench.to_client(reply);

  EXPECT_EQ("", bench.at_server());
  EXPECT_EQ(hex_text(reply), bench.at_client());
}

TEST(Stall, lasts_for_ever_without_an_end) {
  ShimBench bench({{.when = {{"pdu", "question"}}, .kind = "stall"}});
  bench.open();
  bench.to_server(ask);

  bench.now += 1000h;

  EXPECT_EQ("", bench.at_server());
  EXPECT_EQ(never, bench.wire().next_deadline(Direction::to_server));
}

TEST(Stall, ends_when_an_event_happens) {
  ShimBench bench({{.when = {{"pdu", "question"}}, .kind = "stall", .with = {{"until", "woken"}}}});
  bench.open();
  bench.to_server(ask);
  ASSERT_EQ("", bench.at_server());

  bench.publish("woken");

  EXPECT_EQ(hex_text(ask), bench.at_server());
}

TEST(Stall, ends_when_another_rule_fires) {
  ShimBench bench({{.id = "sleep",
                    .when = {{"pdu", "question"}},
                    .kind = "stall",
                    .with = {{"until", "alarm"}, {"toward", "server"}}},
                   {.id = "alarm", .when = {{"pdu", "answer"}}, .kind = "split"}});
  bench.open();
  bench.to_server(ask);
  ASSERT_EQ("", bench.at_server());

  bench.to_client(reply);

  EXPECT_EQ(hex_text(ask), bench.at_server());
}

TEST(Stall, lets_the_bytes_before_its_offset_pass) {
  ShimBench bench(
      {{.when = {{"offset", "3"}, {"pdu", "question"}}, .kind = "stall", .with = {{"for", "1s"}}}});
  bench.open();
  bench.to_server(ask);

  EXPECT_EQ("54 02 01", bench.at_server());
  bench.now += 1s;
  EXPECT_EQ("03 0a 00 01 00 aa bb", bench.at_server());
}

TEST(Coalesce, lets_units_leave_together) {
  ShimBench bench(
      {{.when = {{"pdu", "question"}}, .kind = "coalesce", .with = {{"wait", "10ms"}}}});
  bench.open();
  bench.to_server(ask);
  bench.now += 5ms;
  bench.to_server(ask);

  EXPECT_EQ("", bench.at_server());
  bench.now += 5ms;
  EXPECT_EQ(hex_text(ask) + " " + hex_text(ask), bench.at_server());
}

TEST(Coalesce, begins_anew_after_its_time) {
  ShimBench bench(
      {{.when = {{"pdu", "question"}}, .kind = "coalesce", .with = {{"wait", "10ms"}}}});
  bench.open();
  bench.to_server(ask);
  bench.now += 10ms;
  ASSERT_EQ(hex_text(ask), bench.at_server());

  bench.to_server(ask);

  EXPECT_EQ("", bench.at_server());
  EXPECT_EQ(Time{20ms}, bench.wire().next_deadline(Direction::to_server));
}

}  // namespace
}  // namespace ripcord::shim
