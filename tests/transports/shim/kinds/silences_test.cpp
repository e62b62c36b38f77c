// Connections that lose what is sent, and connects that are never answered.
#include "tests/shim_support/shim_bench.hpp"
#include "tests/support/hex.hpp"

#include <gtest/gtest.h>

namespace ripcord::shim {
namespace {

using namespace std::chrono_literals;

const Bytes ask = toy::question({.stub = {0xaa}});
const Bytes reply = toy::answer({.stub = {0xbb}});

RuleText half_open(RuleText::Pairs with) {
  return {.when = {{"pdu", "question"}},
          .kind = "half_open",
          .with = std::move(with),
          .counting = {.times = 1}};
}

TEST(HalfOpen, loses_the_unit_and_all_that_follows_both_ways) {
  ShimBench bench({half_open({})});
  bench.open();

  bench.to_server(ask);
  bench.to_server(ask);
  bench.to_client(reply);

  EXPECT_EQ("", bench.at_server());
  EXPECT_EQ("", bench.at_client());
  EXPECT_EQ(2 * ask.size(), bench.wire().ledger(Direction::to_server).dropped);
}

TEST(HalfOpen, holds_no_sender_up) {
  ShimBench bench({half_open({})});
  bench.open();

  bench.to_server(ask);

  EXPECT_EQ(Wire::link_bytes_max, bench.wire().room(Direction::to_server));
}

TEST(HalfOpen, toward_the_server_lets_the_server_speak) {
  ShimBench bench({half_open({{"toward", "server"}})});
  bench.open();
  bench.to_server(ask);

  bench.to_client(reply);

  EXPECT_EQ(hex_text(reply), bench.at_client());
}

TEST(HalfOpen, keeps_the_end_of_a_stream_to_itself) {
  ShimBench bench({half_open({})});
  bench.open();
  bench.to_server(ask);

  bench.wire().offer_end(Direction::to_server, bench.now, End::finish);

  EXPECT_EQ("", bench.at_server());
}

TEST(HalfOpen, lets_units_pass_when_its_time_is_over) {
  ShimBench bench({half_open({{"for", "5s"}})});
  bench.open();
  bench.to_server(ask);
  bench.now += 5s;

  bench.to_server(ask);

  EXPECT_EQ(hex_text(ask), bench.at_server());
}

TEST(HalfOpen, tells_of_an_end_when_its_time_is_over) {
  ShimBench bench({half_open({{"for", "5s"}})});
  bench.open();
  bench.to_server(ask);
  bench.wire().offer_end(Direction::to_server, bench.now, End::finish);

  EXPECT_EQ(Time{5s}, bench.wire().next_deadline(Direction::to_server));
  bench.now += 5s;

  EXPECT_EQ("finish | end", bench.at_server());
}

TEST(HalfOpen, is_over_when_the_event_comes) {
  ShimBench bench({half_open({{"until", "server_started"}})});
  bench.open();
  bench.to_server(ask);
  bench.wire().offer_end(Direction::to_server, bench.now, End::reset);

  bench.publish("server_started");

  EXPECT_EQ("reset | end", bench.at_server());
}

constexpr Wire::Lane store{.client = "client", .service = "store"};

class Pinhole : public testing::Test {
 protected:
  void ask_directory() {
    bench_.begin({.client = "client", .service = "directory"});
    bench_.to_server(toy::hello(1));
    bench_.to_server(toy::question({}));
    bench_.to_client(toy::place(0, 1025));
  }

  // The connect to the directory is selected, too, but is nobody's concern here.
  ShimBench bench_{{{.when = {{"pdu", "[answer, connect]"}},
                     .kind = "expire_pinhole",
                     .with = {{"life", "30s"}}}}};
};

TEST_F(Pinhole, is_closed_before_the_directory_answered) {
  bench_.begin(store);

  EXPECT_EQ("connect in vain", bench_.at_server());
}

TEST_F(Pinhole, is_opened_by_an_answer_of_the_directory) {
  ask_directory();

  bench_.begin(store);

  EXPECT_EQ("connect", bench_.at_server());
}

TEST_F(Pinhole, lets_one_connect_through) {
  ask_directory();
  bench_.begin(store);

  bench_.begin(store);

  EXPECT_EQ("connect in vain", bench_.at_server());
}

TEST_F(Pinhole, closes_after_its_life) {
  ask_directory();
  bench_.now += 30s;

  bench_.begin(store);

  EXPECT_EQ("connect in vain", bench_.at_server());
}

TEST_F(Pinhole, is_the_clients_who_asked) {
  ask_directory();

  bench_.begin({.client = "another", .service = "store"});

  EXPECT_EQ("connect in vain", bench_.at_server());
}

}  // namespace
}  // namespace ripcord::shim
