#include "tests/shim_support/shim_bench.hpp"
#include "tests/support/hex.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace ripcord::shim {
namespace {

const Bytes ask = toy::question({.operation = 1, .stub = {0xaa, 0xbb}});
const Bytes reply = toy::answer({.operation = 1, .stub = {0xcc, 0xdd}});

/// `toward: both`, before the question, unless `with` and `when` say something else.
ShimBench& open(ShimBench& bench) {
  bench.open();
  return bench;
}

TEST(Reset, loses_the_unit_and_tells_both_ends) {
  ShimBench bench({{.when = {{"pdu", "question"}}, .kind = "reset"}});
  open(bench).to_server(ask);

  EXPECT_EQ("reset | end", bench.at_server());
  EXPECT_EQ("reset | end", bench.at_client());
  EXPECT_TRUE(bench.wire().closed(Side::client));
  EXPECT_TRUE(bench.wire().closed(Side::server));
}

TEST(Reset, lets_the_unit_pass_when_it_strikes_after_it) {
  ShimBench bench({{.when = {{"pdu", "question"}}, .kind = "reset", .with = {{"at", "after"}}}});
  open(bench).to_server(ask);

  EXPECT_EQ(hex_text(ask) + " | reset | end", bench.at_server());
  EXPECT_EQ("reset | end", bench.at_client());
}

TEST(Reset, strikes_before_the_byte_that_it_names) {
  ShimBench bench({{.when = {{"offset", "3"}}, .kind = "reset"}});
  open(bench).to_server(ask);

  EXPECT_EQ("54 02 01 | reset | end", bench.at_server());
}

TEST(Reset, delivers_what_was_sent_before) {
  ShimBench bench({{.when = {{"call", "2"}}, .kind = "reset"}});
  open(bench).to_server(ask);
  bench.to_server(ask);

  EXPECT_EQ(hex_text(ask) + " | reset | end", bench.at_server());
}

TEST(Reset, toward_the_client_leaves_the_server_waiting) {
  ShimBench bench({{.when = {{"pdu", "answer"}}, .kind = "reset", .with = {{"toward", "client"}}}});
  open(bench).to_server(ask);
  bench.to_client(reply);

  EXPECT_EQ("reset", bench.at_client());
  EXPECT_EQ(hex_text(ask), bench.at_server());
  EXPECT_TRUE(bench.wire().closed(Side::client));
  EXPECT_FALSE(bench.wire().closed(Side::server));
}

TEST(Reset, toward_the_client_lets_the_server_go_once_it_finishes) {
  ShimBench bench({{.when = {{"pdu", "answer"}}, .kind = "reset", .with = {{"toward", "client"}}}});
  open(bench).to_client(reply);
  ASSERT_EQ("", bench.at_server());

  bench.wire().offer_end(Direction::to_client, bench.now, End::finish);

  EXPECT_EQ("finish | end", bench.at_server());
  EXPECT_TRUE(bench.wire().closed(Side::server));
}

TEST(Reset, toward_the_server_discards_what_the_client_sends_later) {
  ShimBench bench({{.when = {{"call", "1"}}, .kind = "reset", .with = {{"toward", "server"}}}});
  open(bench).to_server(ask);

  bench.to_server(ask);

  EXPECT_EQ("reset", bench.at_server());
  EXPECT_EQ(ask.size(), bench.wire().ledger(Direction::to_server).discarded);
}

TEST(Reset, takes_nothing_more_from_an_end_that_it_reset) {
  ShimBench bench({{.when = {{"pdu", "question"}}, .kind = "reset"}});
  open(bench).to_server(ask);

  bench.to_client(reply);

  EXPECT_EQ("reset | end", bench.at_client());
  EXPECT_EQ(reply.size(), bench.wire().ledger(Direction::to_client).discarded);
}

TEST(Finish, ends_both_directions_behind_what_was_sent) {
  ShimBench bench({{.when = {{"call", "2"}}, .kind = "finish"}});
  open(bench).to_server(ask);
  bench.to_server(ask);

  EXPECT_EQ(hex_text(ask) + " | finish", bench.at_server());
  EXPECT_EQ("finish", bench.at_client());
}

TEST(Finish, toward_the_client_lets_the_client_go_on_sending) {
  ShimBench bench({{.when = {{"pdu", "question"}},
                    .kind = "finish",
                    .with = {{"toward", "client"}, {"at", "after"}},
                    .counting = {.times = 1}}});
  open(bench).to_server(ask);

  bench.to_server(ask);

  EXPECT_EQ("finish", bench.at_client());
  EXPECT_EQ(hex_text(ask) + " " + hex_text(ask), bench.at_server());
}

TEST(Finish, strikes_before_the_byte_that_it_names) {
  ShimBench bench({{.when = {{"pdu", "answer"}, {"stub_offset", "1"}},
                    .kind = "finish",
                    .with = {{"toward", "client"}}}});
  open(bench).to_client(reply);

  EXPECT_EQ("54 03 01 03 0a 00 01 00 cc | finish", bench.at_client());
}

TEST(HalfClose, lets_the_other_direction_go_on) {
  ShimBench bench({{.when = {{"pdu", "answer"}}, .kind = "half_close"}});
  open(bench).to_client(reply);

  bench.to_server(ask);

  EXPECT_EQ(hex_text(reply) + " | finish", bench.at_client());
  EXPECT_EQ(hex_text(ask), bench.at_server());
}

TEST(HalfClose, resets_the_other_direction_after_its_grace) {
  ShimBench bench({{.when = {{"pdu", "answer"}}, .kind = "half_close", .with = {{"grace", "1m"}}}});
  open(bench).to_client(reply);

  bench.now += std::chrono::minutes(1);

  EXPECT_EQ("reset | end", bench.at_server());
}

TEST(Drop, loses_the_unit_and_nothing_else) {
  ShimBench bench({{.when = {{"pdu", "answer"}}, .counting = {.nth = Range{1, 1}}}});
  open(bench).to_client(reply);
  EXPECT_EQ("", bench.at_client());

  bench.to_client(reply);

  EXPECT_EQ(hex_text(reply), bench.at_client());
  EXPECT_EQ(reply.size(), bench.wire().ledger(Direction::to_client).dropped);
}

}  // namespace
}  // namespace ripcord::shim
