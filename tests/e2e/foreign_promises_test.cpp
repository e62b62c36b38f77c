// What a seed of rules strikes, with clients that know nothing of ripcord, depends on what these do
// and on nothing else (docs/architecture.md, Where chance comes from).
#include "tests/e2e/program.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace ripcord::e2e {
namespace {

using nlohmann::json;
using testing::IsEmpty;
using testing::Not;
using Points = std::vector<std::string>;

const std::string programs = std::string(RIPCORD_SOURCE_DIR) + "/tests/e2e/programs/";
const std::string some =
    "{ id: some, when: { service: echo, pdu: response, probability: 30% }, do: { delay: { by: 1ms "
    "} } }";
const std::string binds = "{ id: binds, when: { pdu: bind }, do: { split: { size: 1 } } }";
const std::string reads =
    "{ id: reads, optional: true, when: { pdu: request, operation: AddOne, probability: 50% }, do: "
    "{ split: { size: 7 } } }";

/// What differs from a client that makes forty calls under the rule `some`.
struct Scene {
  std::string rules = some;
  std::string program = "calls.py";
  /// More arguments of the client.
  std::string weather;
  std::string workload = "run: { client: probe, service: echo }";
};

class ForeignPromises : public testing::Test {
 protected:
  /// Plays `scene`; its result.
  [[nodiscard]] json run(const Scene& scene) {
    here_.write("probe.yaml",
                fmt::format("format: 1\n"
                            "name: probe\n"
                            "transports: [tcp]\n"
                            "requires: [python3]\n"
                            "world:\n"
                            "  services: [ {{ name: echo, interface: echo }} ]\n"
                            "  clients:\n"
                            "    probe: {{ kind: foreign, client: {{ command: [python3, {}{}, "
                            "\"${{RIPCORD_HOST}}\", "
                            "\"${{RIPCORD_PORT}}\", \"40\"{}] }} }}\n"
                            "    curious: {{ kind: foreign, client: {{ command: [{}, client, map, "
                            "60a15ec5-4de8-11d7-a637-005056a20182, --server, "
                            "\"${{RIPCORD_MAPPER_HOST}}:${{RIPCORD_MAPPER_PORT}}\"] }} }}\n"
                            "faults: [ {} ]\n"
                            "workload: [ {} ]\n"
                            "expect: {{ all: {{ outcome: completed }} }}\n",
                            programs,
                            scene.program,
                            scene.weather,
                            command(here_, {}).argv.front(),
                            scene.rules,
                            scene.workload));
    const test::Finished finished = ripcord(here_, {"run", "probe.yaml", "--out", "o"});
    EXPECT_EQ(0, finished.code) << finished.out << finished.err;
    return json::parse(here_.read("o/result.json")).at("runs").at(0);
  }

  /// Where the rule `some` struck.
  [[nodiscard]] Points struck(const Scene& scene) {
    Points points;
    const json played = run(scene);
    for (const json& rule : played.at("rules")) {
      if (rule.at("id") == "some") points = rule.at("at").get<Points>();
    }
    return points;
  }

  test::TemporaryFolder here_;
};

TEST_F(ForeignPromises, strike_something) { EXPECT_THAT(struck({}), Not(IsEmpty())); }

TEST_F(ForeignPromises, hold_for_what_is_sent_in_random_pieces_after_random_pauses) {
  EXPECT_EQ(struck({}), struck({.weather = ", \"1\""}));
}

TEST_F(ForeignPromises, hold_when_a_rule_is_added) {
  EXPECT_EQ(struck({}), struck({.rules = binds + ", " + some}));
}

TEST_F(ForeignPromises, hold_when_rules_are_permuted) {
  EXPECT_EQ(struck({.rules = some + ", " + reads + ", " + binds}),
            struck({.rules = binds + ", " + reads + ", " + some}));
}

TEST_F(ForeignPromises, hold_when_the_mapper_is_asked_once_more_before_the_binding) {
  EXPECT_EQ(struck({}),
            struck({.workload = "run: { client: curious, service: echo }, run: { client: probe, "
                                "service: echo }"}));
}

TEST_F(ForeignPromises, strike_the_same_set_where_connections_cannot_be_told_apart) {
  EXPECT_THAT(struck({.program = "twins.py"}),
              testing::UnorderedElementsAreArray(struck({.program = "twins.py"})));
}

TEST_F(ForeignPromises, are_about_certain_connections_where_a_program_has_one) {
  EXPECT_EQ(0, run({}).at("metrics").at("ambiguous_connections"));
}

TEST_F(ForeignPromises, are_counted_where_connections_cannot_be_told_apart) {
  const json metrics = run({.program = "twins.py"}).at("metrics");

  EXPECT_EQ(2, metrics.at("ambiguous_connections"));
  EXPECT_LT(0, metrics.at("ambiguous_strikes"));
}

}  // namespace
}  // namespace ripcord::e2e
