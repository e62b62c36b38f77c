#include "tests/e2e/program.hpp"
#include "tests/support/json_schema.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <signal.h>

namespace ripcord::e2e {
namespace {

using nlohmann::json;

/// Sweeps over more seeds than anybody waits for, until `signal` comes.
test::Finished interrupted_sweep(const test::TemporaryFolder& here, int signal) {
  here.write("x.yaml", sleeper("outcome: completed"));
  // result.json is there before the first run; a trace, only after one.
  return test::run_until(
      command(here, {"run", "x.yaml", "--seeds", "1..1000000000", "--keep", "all", "--out", "o"}),
      {.signal = signal, .path = here / "o/x/base/sim-3/trace.jsonl"});
}

TEST(Interrupt, ends_with_130_and_a_result_that_says_it_is_incomplete) {
  const test::TemporaryFolder here;

  const test::Finished run = interrupted_sweep(here, SIGINT);

  EXPECT_EQ(130, run.code);
  const json result = json::parse(here.read("o/result.json"));
  EXPECT_EQ(true, result.at("incomplete"));
  EXPECT_EQ("incomplete", result.at("verdict"));
  EXPECT_LE(3U, result.at("runs").size());
}

TEST(Interrupt, still_tells_what_was_played) {
  const test::TemporaryFolder here;

  const test::Finished run = interrupted_sweep(here, SIGINT);

  EXPECT_THAT(run.out,
              testing::ContainsRegex("incomplete: [0-9]+ of 1000000000 runs were played\n"));
}

TEST(Interrupt, says_what_it_waits_for) {
  const test::TemporaryFolder here;

  EXPECT_THAT(interrupted_sweep(here, SIGINT).err,
              testing::HasSubstr("finishing the current run; once more to stop\n"));
}

TEST(Terminate, ends_with_143) {
  const test::TemporaryFolder here;

  EXPECT_EQ(143, interrupted_sweep(here, SIGTERM).code);
}

TEST(Kill, leaves_a_readable_result_that_says_it_is_incomplete) {
  const test::TemporaryFolder here;

  const test::Finished run = interrupted_sweep(here, SIGKILL);

  EXPECT_EQ(137, run.code);
  EXPECT_EQ(true, json::parse(here.read("o/result.json")).at("incomplete"));
  EXPECT_THAT(
      test::schema_violations(ripcord(here, {"schema", "result"}).out, here.read("o/result.json")),
      testing::IsEmpty());
}

}  // namespace
}  // namespace ripcord::e2e
