#include "transports/shim/wire.hpp"

#include "tests/shim_support/shim_bench.hpp"
#include "tests/support/hex.hpp"
#include "transports/trace/payload_digest.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace ripcord::shim {
namespace {

using namespace std::chrono_literals;

const Bytes ask = toy::question({.operation = 1, .stub = {1, 2}});
const Bytes reply = toy::answer({.operation = 1, .stub = {3, 4, 5}});

/// How many records of a kind the log holds.
std::ptrdiff_t count(const trace::Log& log, trace::What what) {
  return std::ranges::count(log.records(), what, &trace::Record::what);
}

/// The digest that the last delivery in the log has: 0 = what left is what came.
std::uint64_t last_delivered_digest(const trace::Log& log) {
  const auto found = std::ranges::find(
      log.records().rbegin(), log.records().rend(), trace::What::delivered, &trace::Record::what);
  return found->digest;
}

TEST(Wire, connects_before_anything_else) {
  ShimBench bench({});

  bench.begin();

  EXPECT_EQ("connect", bench.at_server());
  EXPECT_EQ("", bench.at_client());
}

TEST(Wire, tells_the_client_that_the_server_took_the_connection) {
  ShimBench bench({});
  bench.begin();

  bench.wire().established(bench.now);

  EXPECT_EQ("accept", bench.at_client());
}

TEST(Wire, passes_a_refusal_on_as_a_refusal) {
  ShimBench bench({});
  bench.begin();
  ASSERT_EQ("connect", bench.at_server());

  bench.wire().offer_end(Direction::to_client, bench.now, End::refused);

  EXPECT_EQ("refuse | end", bench.at_client());
  EXPECT_TRUE(bench.wire().closed(Side::client));
}

TEST(Wire, passes_units_on_unchanged_and_at_once) {
  ShimBench bench({});
  bench.open();

  bench.to_server(ask);
  bench.to_client(reply);

  EXPECT_EQ(hex_text(ask), bench.at_server());
  EXPECT_EQ(hex_text(reply), bench.at_client());
}

TEST(Wire, holds_back_an_unfinished_unit_until_it_is_whole) {
  ShimBench bench({});
  bench.open();

  bench.to_server({ask.begin(), ask.begin() + 3});
  EXPECT_EQ("", bench.at_server());
  bench.to_server({ask.begin() + 3, ask.end()});

  EXPECT_EQ(hex_text(ask), bench.at_server());
}

TEST(Wire, passes_what_is_no_unit_as_it_comes) {
  ShimBench bench({});
  bench.open();

  bench.to_server(bytes("47 45 54 20"));

  EXPECT_EQ("47 45 54 20", bench.at_server());
  EXPECT_EQ(1, count(bench.log(), trace::What::framing_lost));
}

TEST(Wire, passes_a_half_close_behind_what_was_sent) {
  ShimBench bench({});
  bench.open();
  bench.to_server(ask);

  bench.wire().offer_end(Direction::to_server, bench.now, End::finish);

  EXPECT_EQ(hex_text(ask) + " | finish | end", bench.at_server());
  EXPECT_FALSE(bench.wire().closed(Side::client));
}

TEST(Wire, still_answers_a_client_that_has_finished) {
  ShimBench bench({});
  bench.open();
  bench.wire().offer_end(Direction::to_server, bench.now, End::finish);

  bench.to_client(reply);
  bench.wire().offer_end(Direction::to_client, bench.now, End::finish);

  EXPECT_EQ(hex_text(reply) + " | finish | end", bench.at_client());
  EXPECT_TRUE(bench.wire().closed(Side::client));
}

TEST(Wire, passes_a_reset_behind_what_was_sent) {
  ShimBench bench({});
  bench.open();
  bench.to_client(reply);

  bench.wire().offer_end(Direction::to_client, bench.now, End::reset);

  EXPECT_EQ(hex_text(reply) + " | reset", bench.at_client().substr(0, hex_text(reply).size() + 8));
}

TEST(Wire, discards_what_was_on_its_way_to_an_end_that_resets) {
  ShimBench bench({});
  bench.open();
  bench.to_client(reply);

  bench.wire().offer_end(Direction::to_server, bench.now, End::reset);

  EXPECT_EQ("", bench.at_client());
  EXPECT_EQ(reply.size(), bench.wire().ledger(Direction::to_client).discarded);
  EXPECT_EQ(1, count(bench.log(), trace::What::discarded));
}

TEST(Wire, hands_the_rest_of_an_unfinished_unit_on_when_its_sender_ends) {
  ShimBench bench({});
  bench.open();
  bench.to_server({ask.begin(), ask.begin() + 3});

  bench.wire().offer_end(Direction::to_server, bench.now, End::finish);

  EXPECT_EQ("54 02 01 | finish | end", bench.at_server());
}

TEST(Wire, takes_no_more_than_its_limit_while_nothing_is_taken_from_it) {
  ShimBench bench({});
  bench.open();
  const Bytes large = toy::question({.stub = Bytes(60'000)});
  const std::size_t before = bench.wire().room(Direction::to_server);

  for (int i = 0; i < 5; ++i) bench.to_server(large);

  EXPECT_EQ(Wire::link_bytes_max, before);
  EXPECT_EQ(0U, bench.wire().room(Direction::to_server));
  EXPECT_EQ(Wire::link_bytes_max, bench.wire().room(Direction::to_client));
}

TEST(Wire, has_room_again_once_its_bytes_are_taken) {
  ShimBench bench({});
  bench.open();
  bench.to_server(ask);

  ASSERT_EQ(hex_text(ask), bench.at_server());

  EXPECT_EQ(Wire::link_bytes_max, bench.wire().room(Direction::to_server));
}

TEST(Wire, waits_for_nothing_when_nothing_is_due) {
  ShimBench bench({});
  bench.open();

  EXPECT_EQ(never, bench.wire().next_deadline(Direction::to_server));
  EXPECT_EQ(never, bench.wire().next_deadline(Direction::to_client));
}

TEST(Wire, numbers_the_connections_of_a_lane) {
  ShimBench bench({});
  bench.open({.client = "a", .service = "s"});
  bench.open({.client = "b", .service = "s"});

  bench.open({.client = "a", .service = "s"});

  EXPECT_EQ(2U, bench.wire().scope().number);
  EXPECT_EQ(3U, bench.wire().scope().id);
}

TEST(Wire, traces_a_unit_with_what_its_protocol_says_of_it) {
  ShimBench bench({});
  bench.open();
  bench.to_server(toy::hello(0));

  bench.to_server(toy::question({.operation = 1, .call_id = 9, .stub = {1, 2}}));

  const trace::Record& record = bench.log().records().back();
  EXPECT_EQ(trace::What::unit, record.what);
  EXPECT_EQ(2U, record.pdu);
  EXPECT_EQ(0U, record.interface);
  EXPECT_EQ(1U, record.operation);
  EXPECT_EQ(1U, record.call);
  EXPECT_EQ(9U, record.call_id);
  EXPECT_EQ(10U, record.length);
  EXPECT_EQ(8U, record.value);
}

TEST(Wire, gives_an_answer_its_questions_call) {
  ShimBench bench({});
  bench.open();
  bench.to_server(toy::hello(0));
  bench.to_server(toy::question({.operation = 1, .call_id = 1}));
  bench.to_server(toy::question({.operation = 1, .call_id = 2}));

  bench.to_client(toy::answer({.operation = 1, .call_id = 2}));

  EXPECT_EQ(2U, bench.log().records().back().call);
}

class AnyChunks : public testing::TestWithParam<std::size_t> {};

TEST_P(AnyChunks, leave_as_the_same_stream) {
  ShimBench bench({});
  bench.open();
  Bytes stream;
  for (const Bytes& unit : {toy::hello(0), ask, ask, ask}) {
    stream.insert(stream.end(), unit.begin(), unit.end());
  }
  std::string received;

  for (std::size_t at = 0; at < stream.size(); at += GetParam()) {
    const auto end = std::min(at + GetParam(), stream.size());
    bench.to_server({stream.begin() + static_cast<std::ptrdiff_t>(at),
                     stream.begin() + static_cast<std::ptrdiff_t>(end)});
    const std::string taken = bench.at_server();
    received += (received.empty() || taken.empty() ? "" : " ") + taken;
  }

  EXPECT_EQ(hex_text(stream), received);
}

INSTANTIATE_TEST_SUITE_P(Wire, AnyChunks, testing::Range(std::size_t{1}, std::size_t{40}));

TEST(Wire, shows_lent_units_where_they_lie) {
  ShimBench bench({});
  bench.open();
  Bytes lent = ask;
  lent.insert(lent.end(), ask.begin(), ask.end());

  const std::size_t taken = bench.wire().lend(Direction::to_server, bench.now, lent);
  ByteView shown;
  bench.wire().take(Direction::to_server, bench.now, shown);

  EXPECT_EQ(lent.size(), taken);
  EXPECT_EQ(lent.data(), shown.data());
  EXPECT_EQ(lent.size(), shown.size());
}

TEST(Wire, leaves_an_unfinished_unit_with_its_lender) {
  ShimBench bench({});
  bench.open();
  Bytes lent = ask;
  lent.insert(lent.end(), ask.begin(), ask.end() - 1);

  EXPECT_EQ(ask.size(), bench.wire().lend(Direction::to_server, bench.now, lent));
  EXPECT_EQ(0U, bench.wire().ledger(Direction::to_server).waiting - ask.size());
}

TEST(Wire, does_not_tell_what_left_where_it_is_what_came) {
  ShimBench bench({});
  bench.open();

  bench.to_server(ask);
  ASSERT_EQ(hex_text(ask), bench.at_server());

  EXPECT_EQ(0U, last_delivered_digest(bench.log()));
}

TEST(Wire, tells_what_left_in_a_direction_that_a_rule_struck) {
  ShimBench bench({{.when = {{"pdu", "question"}}, .kind = "drop", .counting = {.times = 1}}});
  bench.open();
  bench.to_server(ask);
  ASSERT_EQ("", bench.at_server());

  bench.to_server(ask);
  ASSERT_EQ(hex_text(ask), bench.at_server());

  EXPECT_EQ(trace::payload_digest(ask), last_delivered_digest(bench.log()));
}

TEST(Wire, tells_what_left_of_a_unit_that_its_sender_never_finished) {
  ShimBench bench({});
  bench.open();
  bench.to_server({ask.begin(), ask.begin() + 3});

  bench.wire().offer_end(Direction::to_server, bench.now, End::finish);
  ASSERT_NE("", bench.at_server());

  EXPECT_NE(0U, last_delivered_digest(bench.log()));
}

}  // namespace
}  // namespace ripcord::shim
