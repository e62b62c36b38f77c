// The same seed gives the same run to the byte, whatever else the process does.
#include "harness/peers/dcerpc_cast.hpp"
#include "harness/run/sweep.hpp"
#include "harness/stage/sim_venue.hpp"
#include "tests/harness/run/pack.hpp"
#include "tests/harness/run/rehearsal.hpp"
#include "transports/base/prng.hpp"
#include "transports/trace/json_lines.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace ripcord::run {
namespace {

/// What must be equal of two runs with one seed.
struct Print {
  std::uint64_t seed = 0;
  std::uint64_t trace_hash = 0;
  std::string trace;
  friend bool operator==(const Print&, const Print&) = default;
  friend void PrintTo(const Print& print, std::ostream* out) {
    *out << "seed " << print.seed << ", trace " << print.trace_hash;
  }
};

/// Blocks of many sizes, some of which are given back: another heap for whoever comes next.
class HeapNoise {
 public:
  explicit HeapNoise(std::uint64_t seed) {
    Prng random(seed, "heap");
    for (int i = 0; i < 500; ++i) blocks_.push_back(std::make_unique<Bytes>(random.below(20'000)));
    std::erase_if(blocks_, [&](const std::unique_ptr<Bytes>&) { return random.chance(500'000); });
  }

 private:
  std::vector<std::unique_ptr<Bytes>> blocks_;
};

Print print_of(const Rehearsal& rehearsal, std::uint64_t seed) {
  const RunResult result = rehearsal.play(seed);
  return {seed, result.trace_hash, trace::json_lines(*result.trace)};
}

std::vector<Print> prints_of(const Rehearsal& rehearsal, std::uint64_t seeds) {
  std::vector<Print> prints;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) prints.push_back(print_of(rehearsal, seed));
  return prints;
}

std::vector<Print> prints_amid_noise(const Rehearsal& rehearsal, std::uint64_t seeds) {
  std::vector<Print> prints;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    const HeapNoise noise(seed);
    prints.push_back(print_of(rehearsal, seed));
  }
  return prints;
}

std::vector<Print> prints_backwards(const Rehearsal& rehearsal, std::uint64_t seeds) {
  std::vector<Print> prints;
  for (std::uint64_t seed = seeds; seed >= 1; --seed) prints.push_back(print_of(rehearsal, seed));
  return {prints.rbegin(), prints.rend()};
}

class Determinism : public testing::TestWithParam<Knob> {
 protected:
  static Rehearsal rehearsal(const char* variant) {
    return {peers::dcerpc_cast(), repository_file(path_of(GetParam())), {.variant = variant}};
  }
};

constexpr std::uint64_t seeds = 20;

TEST_P(Determinism, survives_heap_noise_unpatched) {
  const Rehearsal unpatched = rehearsal("unpatched");

  EXPECT_EQ(prints_of(unpatched, seeds), prints_amid_noise(unpatched, seeds));
}

TEST_P(Determinism, survives_heap_noise_patched) {
  const Rehearsal patched = rehearsal("patched");

  EXPECT_EQ(prints_of(patched, seeds), prints_amid_noise(patched, seeds));
}

TEST_P(Determinism, does_not_depend_on_the_order_of_runs) {
  const Rehearsal unpatched = rehearsal("unpatched");

  EXPECT_EQ(prints_of(unpatched, seeds), prints_backwards(unpatched, seeds));
}

TEST_P(Determinism, does_not_depend_on_which_production_plays) {
  const Rehearsal first = rehearsal("unpatched");
  const Rehearsal second = rehearsal("unpatched");

  EXPECT_EQ(print_of(first, 7), print_of(second, 7));
}

INSTANTIATE_TEST_SUITE_P(Q156715, Determinism, testing::ValuesIn(q156715), name_of);

/// What a sweep told, in the order in which it did.
class Told final : public SweepObserver {
 public:
  bool finished(std::size_t /*index*/, RunResult result) override {
    hashes_.emplace_back(result.seed, result.trace_hash);
    outcomes_.insert(result.outcome_hash);
    return true;
  }

  using Hashes = std::vector<std::pair<std::uint64_t, std::uint64_t>>;
  [[nodiscard]] const Hashes& hashes() const { return hashes_; }
  [[nodiscard]] std::size_t outcomes() const { return outcomes_.size(); }
  [[nodiscard]] std::size_t distinct() const {
    std::set<std::uint64_t> distinct;
    for (const auto& [seed, hash] : hashes_) distinct.insert(hash);
    return distinct.size();
  }

 private:
  Hashes hashes_;
  std::set<std::uint64_t> outcomes_;
};

struct Range {
  std::uint64_t seeds = 1;
  unsigned threads = 1;
};

Told sweep_of_second_file(const char* variant, Range range) {
  const Rehearsal rehearsal(peers::dcerpc_cast(),
                            repository_file("scenarios/q156715/second_file.yaml"),
                            {.variant = variant});
  std::vector<Job> jobs;
  for (std::uint64_t seed = 1; seed <= range.seeds; ++seed) {
    jobs.push_back(
        {.production = &rehearsal.production(), .venue = &stage::sim_venue(), .seed = seed});
  }
  Told told;
  sweep(jobs, {.threads = range.threads, .keep = Keep::none}, told);
  return told;
}

TEST(Seeds, give_the_unpatched_client_a_thousand_traces_and_one_outcome) {
  const Told told = sweep_of_second_file("unpatched", {.seeds = 1000});

  EXPECT_LE(990U, told.distinct());
  EXPECT_EQ(1U, told.outcomes());
}

TEST(Seeds, give_the_patched_client_a_thousand_traces_and_one_outcome) {
  const Told told = sweep_of_second_file("patched", {.seeds = 1000});

  EXPECT_LE(990U, told.distinct());
  EXPECT_EQ(1U, told.outcomes());
}

TEST(Sweep, tells_the_same_with_two_threads_as_with_one) {
  const Told one = sweep_of_second_file("unpatched", {.seeds = 100, .threads = 1});
  const Told two = sweep_of_second_file("unpatched", {.seeds = 100, .threads = 2});

  EXPECT_EQ(100U, one.hashes().size());
  EXPECT_EQ(one.hashes(), two.hashes());
}

}  // namespace
}  // namespace ripcord::run
