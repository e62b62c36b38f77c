// Faults that change when bytes arrive, and in which pieces.
#include "tests/shim_support/shim_bench.hpp"
#include "tests/support/hex.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace ripcord::shim {
namespace {

using namespace std::chrono_literals;

const Bytes reply = toy::answer({.stub = Bytes(4380 - toy::header_size)});

/// Takes what arrives until nothing more will, letting time pass, and returns how it came: the
/// size of each write.
std::vector<std::size_t> writes_at_client(ShimBench& bench) {
  std::vector<std::size_t> sizes;
  ByteView bytes;
  while (bench.wire().next_deadline(Direction::to_client) != never) {
    bench.now = std::max(bench.now, bench.wire().next_deadline(Direction::to_client));
    const Effect effect = bench.wire().take(Direction::to_client, bench.now, bytes);
    if (effect.kind == Effect::Kind::bytes) sizes.push_back(bytes.size());
  }
  return sizes;
}

TEST(Jitter, delivers_as_many_pieces_as_it_is_told) {
  ShimBench bench({{.when = {{"pdu", "answer"}}, .kind = "jitter", .with = {{"pieces", "5"}}}});
  bench.open();
  bench.to_client(reply);

  EXPECT_EQ(5U, writes_at_client(bench).size());
}

TEST(Jitter, takes_no_longer_than_its_longest_pauses) {
  ShimBench bench({{.when = {{"pdu", "answer"}},
                    .kind = "jitter",
                    .with = {{"pieces", "5"}, {"up_to", "10ms"}}}});
  bench.open();
  bench.to_client(reply);

  writes_at_client(bench);

  EXPECT_LT(Time{0ms}, bench.now);
  EXPECT_GE(Time{50ms}, bench.now);
}

TEST(Jitter, cuts_each_unit_in_its_own_places) {
  ShimBench bench({{.when = {{"pdu", "answer"}}, .kind = "jitter"}});
  bench.open();
  bench.to_client(reply);
  const std::vector<std::size_t> first = writes_at_client(bench);

  bench.to_client(reply);

  EXPECT_NE(first, writes_at_client(bench));
}

TEST(Bandwidth, delivers_a_portion_when_its_last_byte_has_passed) {
  ShimBench bench({{.when = {{"pdu", "answer"}}, .kind = "bandwidth", .with = {{"rate", "1460"}}}});
  bench.open();
  bench.to_client(reply);

  EXPECT_EQ(Time{1s}, bench.wire().next_deadline(Direction::to_client));
  EXPECT_EQ((std::vector<std::size_t>{1460, 1460, 1460}), writes_at_client(bench));
  EXPECT_EQ(Time{3s}, bench.now);
}

TEST(Bandwidth, lets_the_next_unit_wait_its_turn) {
  ShimBench bench(
      {{.when = {{"pdu", "answer"}}, .kind = "bandwidth", .with = {{"rate", "14600"}}}});
  bench.open();
  bench.to_client(reply);
  bench.to_client(reply);

  EXPECT_EQ(6U, writes_at_client(bench).size());
  EXPECT_EQ(Time{600ms}, bench.now);
}

TEST(Bandwidth, owes_nothing_for_a_time_in_which_nothing_came) {
  ShimBench bench(
      {{.when = {{"pdu", "answer"}}, .kind = "bandwidth", .with = {{"rate", "14600"}}}});
  bench.open();
  bench.to_client(reply);
  writes_at_client(bench);
  bench.now += 10s;

  bench.to_client(reply);

  EXPECT_EQ(3U, writes_at_client(bench).size());
  EXPECT_EQ(Time{10'600ms}, bench.now);
}

const Bytes one = toy::answer({.stub = {1}});
const Bytes two = toy::answer({.stub = {2}});
const Bytes three = toy::answer({.stub = {3}});

std::string digits(std::initializer_list<Bytes> units) {
  std::string text;
  for (const Bytes& unit : units) text += (text.empty() ? "" : " ") + hex_text(unit);
  return text;
}

RuleText reorder(RuleText::Pairs with) {
  return {.when = {{"pdu", "answer"}},
          .kind = "reorder",
          .with = std::move(with),
          .counting = {.nth = Range{1, 1}}};
}

TEST(Reorder, lets_as_many_units_pass_as_it_is_told) {
  ShimBench bench({reorder({{"behind", "2"}})});
  bench.open();
  bench.to_client(one);
  bench.to_client(two);
  EXPECT_EQ(digits({two}), bench.at_client());

  bench.to_client(three);

  EXPECT_EQ(digits({three, one}), bench.at_client());
}

TEST(Reorder, gives_up_waiting_after_its_time) {
  ShimBench bench({reorder({{"wait", "2s"}})});
  bench.open();
  bench.to_client(one);
  EXPECT_EQ("", bench.at_client());

  bench.now += 2s;

  EXPECT_EQ(digits({one}), bench.at_client());
}

TEST(Reorder, delivers_the_unit_ahead_of_the_end_of_its_stream) {
  ShimBench bench({reorder({})});
  bench.open();
  bench.to_client(one);

  bench.wire().offer_end(Direction::to_client, bench.now, End::finish);

  EXPECT_EQ(digits({one}) + " | finish | end", bench.at_client());
}

TEST(Reorder, is_not_overtaken_by_the_other_direction) {
  ShimBench bench({reorder({})});
  bench.open();
  bench.to_client(one);

  bench.to_server(toy::question({}));

  EXPECT_EQ("", bench.at_client());
}

}  // namespace
}  // namespace ripcord::shim
