#include "tests/shim_support/shim_bench.hpp"
#include "tests/support/hex.hpp"

#include <gtest/gtest.h>

namespace ripcord::shim {
namespace {

using namespace std::chrono_literals;

const Bytes ask = toy::question({.operation = 1, .stub = {0xaa, 0xbb}});

TEST(Truncate, keeps_the_claimed_length_when_it_cuts_the_tail) {
  ShimBench bench({{.kind = "truncate", .with = {{"keep", "9"}}}});
  bench.open();
  bench.to_server(ask);

  EXPECT_EQ("54 02 01 03 0a 00 01 00 aa", bench.at_server());
}

TEST(Truncate, claims_the_new_length_when_told) {
  ShimBench bench({{.kind = "truncate", .with = {{"keep", "9"}, {"length", "rewritten"}}}});
  bench.open();
  bench.to_server(ask);

  EXPECT_EQ("54 02 01 03 09 00 01 00 aa", bench.at_server());
}

TEST(Truncate, cuts_at_the_byte_that_its_rule_names) {
  ShimBench bench({{.when = {{"offset", "4"}}, .kind = "truncate", .with = {{"keep", "9"}}}});
  bench.open();
  bench.to_server(ask);

  EXPECT_EQ("54 02 01 03", bench.at_server());
}

TEST(Truncate, cuts_one_byte_off_when_told_nothing) {
  ShimBench bench({{.kind = "truncate"}});
  bench.open();
  bench.to_server(ask);

  EXPECT_EQ("54 02 01 03 0a 00 01 00 aa", bench.at_server());
}

TEST(Truncate, cuts_at_least_one_byte_off) {
  ShimBench bench({{.kind = "truncate", .with = {{"keep", "100"}}}});
  bench.open();
  bench.to_server(ask);

  EXPECT_EQ("54 02 01 03 0a 00 01 00 aa", bench.at_server());
}

TEST(Split, sends_every_byte_in_a_write_of_its_own) {
  ShimBench bench({{.kind = "split"}});
  bench.open();
  bench.to_server(toy::hello(0));

  EXPECT_EQ("54 | 00 | 00 | 03 | 08 | 00 | 00 | 00", bench.at_server());
}

TEST(Split, cuts_in_two_at_the_byte_that_its_rule_names) {
  ShimBench bench({{.when = {{"offset", "8"}}, .kind = "split"}});
  bench.open();
  bench.to_server(ask);

  EXPECT_EQ("54 02 01 03 0a 00 01 00 | aa bb", bench.at_server());
}

TEST(Split, pauses_between_the_pieces) {
  ShimBench bench({{.kind = "split", .with = {{"size", "8"}, {"pause", "10ms"}}}});
  bench.open();
  bench.to_server(ask);

  EXPECT_EQ("54 02 01 03 0a 00 01 00", bench.at_server());
  bench.now += 10ms;
  EXPECT_EQ("aa bb", bench.at_server());
}

TEST(Split, leaves_a_unit_alone_that_is_no_larger_than_a_piece) {
  ShimBench bench({{.kind = "split", .with = {{"size", "10"}}}});
  bench.open();
  bench.to_server(ask);

  EXPECT_EQ(hex_text(ask), bench.at_server());
}

}  // namespace
}  // namespace ripcord::shim
