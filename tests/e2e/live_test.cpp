#include "tests/e2e/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>

// Runs on the machine's sockets.
namespace ripcord::e2e {
namespace {

using nlohmann::json;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

std::string scenario(std::string_view name) {
  return std::string(RIPCORD_SOURCE_DIR) + "/scenarios/q156715/" + std::string(name) + ".yaml";
}

/// Nobody waits for NT's thirty seconds here: the story is the same with fewer.
const std::string short_wait = "world.clients.ntbackup.read_wait=300ms";

class LiveRun : public testing::TestWithParam<const char*> {
 protected:
  [[nodiscard]] test::Finished play(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), "run");
    arguments.insert(arguments.end(), {"--transport", GetParam(), "--out", "o"});
    return ripcord(here_, std::move(arguments));
  }
  [[nodiscard]] json run_of_result(std::size_t index) const {
    return json::parse(here_.read("o/result.json")).at("runs").at(index);
  }

  test::TemporaryFolder here_;
};

TEST_P(LiveRun, tells_the_story_of_the_flagship_with_the_same_verdicts) {
  const test::Finished run = play({scenario("second_file"), "--set", short_wait, "--jobs", "2"});

  EXPECT_EQ(0, run.code) << run.out;
  EXPECT_THAT(run.out,
              ContainsRegex("unpatched +[a-z]+ +failed +BackupRead of pub.edb: error 258"));
  EXPECT_THAT(run.out, ContainsRegex("patched +[a-z]+ +completed "));
}

TEST_P(LiveRun, sees_that_nothing_more_can_happen_long_before_its_limit) {
  const test::Finished run =
      play({scenario("mapper_silent"), "--variant", "unpatched", "--set", "limits.wall=10m"});

  EXPECT_EQ(0, run.code) << run.out;
  EXPECT_THAT(here_.read("o/result.json"), HasSubstr("nothing more can happen"));
}

TEST_P(LiveRun, says_that_a_variant_does_not_allow_this_transport) {
  const std::string file = here_.write(
      "file.yaml",
      "format: 1\nname: a\ntransports: [sim, tcp, local]\n"
      "world: { services: [ { name: s, interface: echo } ], clients: { c: { kind: echo } } }\n"
      "variants: { here: { transports: [sim] } }\n"
      "workload: [ { echo: { client: c, service: s } } ]\n"
      "expect: { all: { outcome: completed } }\n");

  EXPECT_EQ(2, play({file}).code);
}

TEST_P(LiveRun, takes_the_first_of_a_scenarios_seeds) {
  ASSERT_EQ(0, play({scenario("restart_handle")}).code);

  const json runs = json::parse(here_.read("o/result.json")).at("runs");

  EXPECT_EQ(2U, runs.size());
  EXPECT_EQ(1, runs.at(0).at("seed"));
}

TEST_P(LiveRun, says_how_many_seeds_it_leaves_out) {
  const test::Finished run = play({scenario("restart_handle"), "--variant", "patched"});

  EXPECT_THAT(run.err, HasSubstr(std::string("19 seeds are left out on ") + GetParam()));
}

TEST_P(LiveRun, takes_all_seeds_that_are_asked_for) {
  ASSERT_EQ(0, play({scenario("restart_handle"), "--variant", "patched", "--seeds", "1..5"}).code);

  EXPECT_EQ(5U, json::parse(here_.read("o/result.json")).at("runs").size());
}

TEST_P(LiveRun, is_marked_as_live_and_has_no_hash_of_its_trace) {
  ASSERT_EQ(0, play({scenario("restart_handle"), "--variant", "patched"}).code);

  EXPECT_EQ(true, run_of_result(0).at("live"));
  EXPECT_FALSE(run_of_result(0).contains("trace_hash"));
}

TEST_P(LiveRun, keeps_the_machines_addresses_out_of_its_trace) {
  ASSERT_EQ(0, play({scenario("restart_handle"), "--variant", "patched"}).code);

  const json::string_t path = run_of_result(0).at("artifacts").at("trace");

  EXPECT_THAT(here_.read("o/" + path), Not(HasSubstr("127.")));
  EXPECT_THAT(here_.read("o/" + path), Not(HasSubstr("/tmp")));
  EXPECT_THAT(here_.read("o/" + path), HasSubstr("\"port\":49152"));
}

/// A cable is pulled while a client asks on.
const std::string pulled_cable =
    "format: 1\n"
    "name: pulled-cable\n"
    "transports: [sim, tcp, local]\n"
    "world:\n"
    "  services:\n"
    "    - { name: store, interface: backup, endpoint: dynamic,\n"
    "        files: [ { name: a, size: 64KiB }, { name: b, size: 64KiB } ] }\n"
    "  clients:\n"
    "    ntbackup: { kind: backup, call_timeout: 200ms, connect_timeout: 200ms }\n"
    "faults:\n"
    "  - id: cable-pulled\n"
    "    when: { event: file_closed, service: store, nth: 1 }\n"
    "    do: { cut_host: {} }\n"
    "workload:\n"
    "  - backup: { client: ntbackup, service: store }\n"
    "expect:\n"
    "  all: { outcome: failed, error: 1722 }\n";

TEST(LiveCut, is_seen_by_a_client_over_tcp_as_in_a_simulated_run) {
  const test::TemporaryFolder here;
  here.write("x.yaml", pulled_cable);

  const test::Finished run =
      ripcord(here, {"run", "x.yaml", "--transport", "sim", "--transport", "tcp"});

  EXPECT_EQ(0, run.code) << run.out;
}

TEST(LiveCut, is_silence_to_everybody_in_a_network_namespace) {
  const test::TemporaryFolder here;
  here.write("x.yaml", pulled_cable);
  test::Command inside = command(here, {"run", "x.yaml", "--transport", "tcp", "--out", "o"});
  inside.argv.insert(
      inside.argv.begin(),
      {"/usr/bin/unshare", "-Urn", "sh", "-c", "ip link set lo up; exec \"$@\"", "sh"});

  const test::Finished run = test::run_to_end(inside);

  ASSERT_EQ(0, run.code) << run.out << run.err;
  const json played = json::parse(here.read("o/result.json")).at("runs").at(0);
  EXPECT_THAT(here.read("o/" + played.at("artifacts").at("trace").get<std::string>()),
              HasSubstr(R"("what":"detail","name":"silence","value":"everybody")"));
}

TEST(LiveCut, is_refused_where_there_is_no_cable) {
  const test::TemporaryFolder here;
  here.write("x.yaml", pulled_cable);

  const test::Finished run = ripcord(here, {"run", "x.yaml", "--transport", "local"});

  EXPECT_EQ(3, run.code);
  EXPECT_THAT(run.out, HasSubstr("host server cannot be cut off here"));
}

INSTANTIATE_TEST_SUITE_P(Transports,
                         LiveRun,
                         testing::Values("tcp", "local"),
                         [](const testing::TestParamInfo<const char*>& transport) {
                           return std::string(transport.param);
                         });

}  // namespace
}  // namespace ripcord::e2e
