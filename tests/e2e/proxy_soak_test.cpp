// A thousand clients for a minute, on real sockets, with faults on one call of a hundred.
// RIPCORD_SOAK_SECONDS and RIPCORD_SOAK_CLIENTS make it longer and wider: nightly it is 600
// seconds.
#include "harness/stage/tcp_venue.hpp"
#include "tests/harness/proxy/proxied_world.hpp"

#include <gtest/gtest.h>

#include <sys/resource.h>
#include <unistd.h>

#include <charconv>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string_view>

namespace ripcord::proxy {
namespace {

using Clock = std::chrono::steady_clock;
using world::Outcome;

unsigned setting(const char* name, unsigned fallback) {
  const char* const text = std::getenv(name);
  unsigned value = fallback;
  if (text != nullptr) std::from_chars(text, text + std::string_view(text).size(), value);
  return value;
}

/// Each client takes four descriptors, with what stands between it and its server.
void raise_descriptor_limit() {
  rlimit limit{};
  ASSERT_EQ(0, ::getrlimit(RLIMIT_NOFILE, &limit));
  limit.rlim_cur = limit.rlim_max;
  ASSERT_EQ(0, ::setrlimit(RLIMIT_NOFILE, &limit));
}

std::size_t open_files() {
  return static_cast<std::size_t>(
      std::distance(std::filesystem::directory_iterator("/proc/self/fd"), {}));
}

std::size_t resident_bytes() {
  std::ifstream file("/proc/self/statm");
  std::size_t total = 0;
  std::size_t resident = 0;
  file >> total >> resident;
  return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

/// What was seen while rounds of echo calls went through the proxy.
struct Soak {
  std::uint64_t rounds = 0;
  std::uint64_t steps = 0;
  std::uint64_t failures = 0;
  /// Of the failures, by error.
  std::map<std::uint32_t, std::uint64_t> errors;
  /// After the first third, when everything has its size, and at the end.
  std::size_t files_settled = 0;
  std::size_t files_at_end = 0;
  std::size_t memory_settled = 0;
  std::size_t memory_at_end = 0;
};

Soak soak(ProxiedWorld& world, unsigned clients, std::chrono::seconds time) {
  Soak seen;
  const Clock::time_point start = Clock::now();
  while (Clock::now() < start + time) {
    const std::vector<world::Ending> endings = world.perform_together("echo", clients);
    ++seen.rounds;
    seen.steps += endings.size();
    for (const world::Ending& one : endings) {
      if (one.outcome == Outcome::completed) continue;
      ++seen.failures;
      ++seen.errors[one.error];
    }
    if (seen.files_settled != 0 || Clock::now() < start + time / 3) continue;
    seen.files_settled = open_files();
    seen.memory_settled = resident_bytes();
  }
  seen.files_at_end = open_files();
  seen.memory_at_end = resident_bytes();
  return seen;
}

/// Counts the strikes that the trace tells of.
class StrikeCount final : public trace::Tap {
 public:
  void recorded(const trace::Record& record, ByteView /*payload*/) override {
    if (record.what == trace::What::fired) ++strikes;
  }
  std::uint64_t strikes = 0;
};

TEST(Soak, stays_flat_strikes_what_is_planned_and_disturbs_nobody_else) {
  const unsigned clients = setting("RIPCORD_SOAK_CLIENTS", 1000);
  const std::chrono::seconds time(setting("RIPCORD_SOAK_SECONDS", 60));
  raise_descriptor_limit();
  ProxiedWorld world(
      "{ id: late, when: { operation: EchoData, pdu: response, probability: 1% }, "
      "do: { delay: { by: 20ms } } }, "
      "{ id: broken, when: { operation: EchoData, pdu: response, probability: 1% }, do: { reset: "
      "{} } }",
      // A machine that is stopped for a while is not to be taken for a call that was lost.
      {.venue = &stage::tcp_venue(), .clients = clients, .patience = "5m"});
  StrikeCount trace;
  world.regime().show(&trace);

  const Soak seen = soak(world, clients, time);

  const std::uint64_t resets = world.fired("broken");
  EXPECT_LT(0U, world.fired("late"));
  EXPECT_LT(0U, resets);
  // Every strike was traced, and only a connection that was reset failed its caller.
  EXPECT_EQ(world.fired("late") + resets, trace.strikes);
  EXPECT_GE(resets, seen.failures) << "by error: " << testing::PrintToString(seen.errors);
  // A client has one connection to the proxy and each of those one to the server, at both ends.
  const std::size_t slack = 8UL * clients;
  EXPECT_GE(seen.files_settled + slack, seen.files_at_end);
  constexpr std::size_t growth_max = std::size_t{24} << 20U;
  EXPECT_GE(seen.memory_settled + growth_max, seen.memory_at_end);
  RecordProperty("rounds", static_cast<int>(seen.rounds));
}

}  // namespace
}  // namespace ripcord::proxy
