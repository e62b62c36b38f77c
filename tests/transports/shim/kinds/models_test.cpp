// Every fault does to a stream what its reference model says, byte for byte, however the stream is
// cut on its way in.
#include "tests/shim_support/kind_case.hpp"
#include "transports/base/prng.hpp"
#include "transports/shim/fault.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

namespace ripcord::shim {
namespace {

constexpr std::uint64_t seeds = 25;

/// Offers `stream` in pieces of any size.
void offer(ShimBench& bench, Direction direction, const Bytes& stream, Prng& random) {
  for (std::size_t at = 0; at < stream.size();) {
    const std::size_t size = std::min<std::size_t>(stream.size() - at, 1 + random.below(2000));
    bench.wire().offer(direction, bench.now, ByteView(stream).subspan(at, size));
    at += size;
  }
}

/// All that leaves in `direction`, as one stretch of bytes and its end.
std::string whole(ShimBench& bench, Direction direction) {
  std::string text = bench.taken(direction);
  if (text.ends_with(" | end")) text.resize(text.size() - std::string_view(" | end").size());
  const std::size_t last = text.rfind(" | ");
  const bool ends = text.ends_with("finish") || text.ends_with("reset");
  const std::string end = ends ? text.substr(last) : "";
  if (ends) text.resize(last);
  for (std::size_t at = text.find(" | "); at != std::string::npos; at = text.find(" | ")) {
    text.replace(at, 3, " ");
  }
  return text + end;
}

Heard play(const KindCase& one, const Talk& talk, std::uint64_t seed) {
  ShimBench bench({rule_of(one, talk)}, seed);
  Prng random(seed, "pieces");
  bench.open();
  offer(bench, Direction::to_server, joined(talk.questions), random);
  offer(bench, Direction::to_client, joined(talk.answers), random);
  bench.wire().offer_end(Direction::to_client, bench.now, End::finish);
  bench.wire().offer_end(Direction::to_server, bench.now, End::finish);
  bench.now += std::chrono::hours(1);
  Heard heard{.at_client = whole(bench, Direction::to_client)};
  heard.at_server = whole(bench, Direction::to_server);
  return heard;
}

class EachModel : public testing::TestWithParam<KindCase> {};

TEST_P(EachModel, says_what_both_ends_receive) {
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    const Talk talk = make_talk(seed);

    EXPECT_EQ(GetParam().model(talk), play(GetParam(), talk, seed)) << "seed " << seed;
  }
}

INSTANTIATE_TEST_SUITE_P(Catalogue,
                         EachModel,
                         testing::ValuesIn(kind_cases().begin(), kind_cases().end()),
                         [](const auto& one) {
                           return std::string(one.param.kind) + std::string(one.param.name);
                         });

TEST(Models, are_there_for_every_fault_that_harms_units) {
  std::set<std::string_view> modelled;
  for (const KindCase& one : kind_cases()) modelled.insert(one.kind);

  for (const FaultKind* kind : fault_kinds()) {
    if (kind->target == Target::connects) continue;
    EXPECT_TRUE(modelled.contains(kind->name)) << kind->name;
  }
}

}  // namespace
}  // namespace ripcord::shim
