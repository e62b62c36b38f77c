#include "tests/shim_support/shim_bench.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace ripcord::shim {
namespace {

using namespace std::chrono_literals;

TEST(Refuse, tells_the_client_and_never_dials_the_server) {
  ShimBench bench({{.kind = "refuse"}});

  bench.begin();

  EXPECT_EQ("refuse | end", bench.at_client());
  EXPECT_EQ("end", bench.at_server());
  EXPECT_TRUE(bench.wire().closed(Side::client));
}

TEST(Refuse, strikes_connects_only) {
  ShimBench bench({{.kind = "refuse", .counting = {.nth = Range{2, 2}}}});
  bench.open();
  bench.to_server(toy::hello(0));

  bench.begin();

  EXPECT_EQ("refuse | end", bench.at_client());
}

TEST(Refuse, is_traced_with_its_rule) {
  ShimBench bench({{.kind = "refuse"}});

  bench.begin();

  const auto refused =
      std::ranges::find(bench.log().records(), trace::What::connect_refused, &trace::Record::what);
  ASSERT_NE(bench.log().records().end(), refused);
  EXPECT_EQ(0U, refused->rule);
}

TEST(Blackhole, dials_in_vain_and_never_answers) {
  ShimBench bench({{.kind = "blackhole"}});

  bench.begin();
  bench.now += 1000h;

  EXPECT_EQ("connect in vain", bench.at_server());
  EXPECT_EQ("", bench.at_client());
  EXPECT_EQ(never, bench.wire().next_deadline(Direction::to_server));
}

TEST(Blackhole, dials_when_its_time_is_over) {
  ShimBench bench({{.kind = "blackhole", .with = {{"for", "30s"}}}});

  bench.begin();
  EXPECT_EQ("connect in vain", bench.at_server());
  bench.now += 30s;

  EXPECT_EQ("connect", bench.at_server());
}

TEST(Blackhole, dials_when_the_event_comes) {
  ShimBench bench({{.kind = "blackhole", .with = {{"until", "server_started"}}}});
  bench.begin();

  bench.publish("server_started");

  EXPECT_EQ("connect in vain | connect", bench.at_server());
}

}  // namespace
}  // namespace ripcord::shim
