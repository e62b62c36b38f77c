// What a sweep plays more than once.
#include "harness/run/sweep.hpp"

#include "harness/peers/dcerpc_cast.hpp"
#include "harness/stage/sim_venue.hpp"
#include "tests/harness/run/rehearsal.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace ripcord::run {
namespace {

/// A machine whose network is as slow as the scenario says while it plays its first runs, and quick
/// afterwards.
class BusyVenue final : public stage::Venue {
 public:
  explicit BusyVenue(int busy_runs) : busy_runs_(busy_runs) {}

  [[nodiscard]] std::string_view name() const override { return "sim"; }
  [[nodiscard]] bool deterministic() const override { return false; }
  [[nodiscard]] std::unique_ptr<stage::Stage> stage(const scenario::NetworkSpec& network,
                                                    std::uint64_t seed) const override {
    scenario::NetworkSpec now = network;
    if (plays_++ >= busy_runs_) now.latency = {};
    return stage::sim_venue().stage(now, seed);
  }

  [[nodiscard]] int plays() const { return plays_; }

 private:
  int busy_runs_;
  mutable int plays_ = 0;
};

constexpr const char* two_calls = R"(format: 1
name: two-calls
world:
  network: { latency: 20ms }
  services: [ { name: directory, interface: echo, endpoint: dynamic } ]
  clients: { reader: { kind: echo } }
workload: [ { echo: { client: reader, service: directory, times: 2 } } ]
expect: { all: { outcome: completed, within: 50ms } }
)";

class Results final : public SweepObserver {
 public:
  bool finished(std::size_t /*index*/, RunResult result) override {
    all.push_back(std::move(result));
    return true;
  }
  std::vector<RunResult> all;
};

class SweepTest : public testing::Test {
 protected:
  RunResult played(const stage::Venue& venue, std::uint32_t retries) {
    const std::vector<Job> jobs{{.production = &rehearsal.production(), .venue = &venue}};
    Results results;
    sweep(jobs, {.keep = Keep::none, .retries = retries}, results);
    return std::move(results.all.at(0));
  }

  const Rehearsal rehearsal{peers::dcerpc_cast(), {.file = "two_calls.yaml", .text = two_calls}};
};

TEST_F(SweepTest, plays_a_live_run_that_fails_again) {
  const BusyVenue venue(2);

  const RunResult result = played(venue, 3);

  EXPECT_EQ(Verdict::passed, result.verdict);
  EXPECT_EQ(3U, result.attempts);
}

TEST_F(SweepTest, gives_a_run_up_that_fails_each_time) {
  const BusyVenue venue(9);

  const RunResult result = played(venue, 3);

  EXPECT_EQ(Verdict::failed, result.verdict);
  EXPECT_EQ(4U, result.attempts);
}

TEST_F(SweepTest, plays_a_run_that_passes_once) {
  const BusyVenue venue(0);

  EXPECT_EQ(1U, played(venue, 3).attempts);
  EXPECT_EQ(1, venue.plays());
}

TEST_F(SweepTest, hands_on_which_of_equal_runs_a_result_is_of) {
  const std::vector<Job> jobs{
      {.production = &rehearsal.production(), .venue = &stage::sim_venue(), .repetition = 2}};
  Results results;

  sweep(jobs, {.keep = Keep::none}, results);

  EXPECT_EQ(2U, results.all.at(0).repetition);
}

}  // namespace
}  // namespace ripcord::run
