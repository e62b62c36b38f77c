#include "tests/harness/scenario/stage_words.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace ripcord::scenario {
namespace {

using std::chrono::seconds;

std::string errors_with(const std::string& body, const Surroundings& surroundings) {
  const auto scenario = read({"probe.yaml", with_head(body)}, surroundings, small_build());
  std::string errors;
  if (scenario) return errors;
  for (const Diagnostic& diagnostic : scenario.error()) errors += text(diagnostic);
  return errors;
}

ResolvedScenario run_with(const std::string& body, const Surroundings& surroundings) {
  return *good(with_head(body), surroundings).resolve({});
}

Surroundings pack(std::string text) {
  return {.pack = {.file = "pack.yaml", .text = std::move(text)}, .settings = {}};
}

Surroundings settings(std::vector<std::string> settings) {
  return {.pack = {}, .settings = std::move(settings)};
}

TEST(Pack, gives_defaults_that_the_file_lies_over) {
  const ResolvedScenario run = run_with(
      "limits: { wall: 5s }\n",
      pack("format: 1\nname: p\ndefaults: { limits: { wall: 1s, virtual: 2s }, tags: [a] }\n"));

  EXPECT_EQ(seconds(5), run.limits.wall_time);
  EXPECT_EQ(seconds(2), run.limits.virtual_time);
  EXPECT_EQ((std::vector<std::string>{"a"}), run.tags);
}

TEST(Pack, errors_are_shown_in_its_own_file) {
  EXPECT_EQ(
      "pack.yaml:2:23: error: unknown key `wal` in limits\n"
      "    2 | defaults: { limits: { wal: 1s } }\n"
      "      |                       ^~~\n"
      "      = did you mean `wall`?\n",
      errors_with("", pack("format: 1\ndefaults: { limits: { wal: 1s } }\n")));
}

TEST(Pack, has_four_keys) {
  EXPECT_EQ(
      "pack.yaml:2:1: error: unknown key `limits` in pack\n"
      "    2 | limits: {}\n"
      "      | ^~~~~~\n"
      "      = a pack has format, name, title and defaults\n",
      errors_with("", pack("format: 1\nlimits: {}\n")));
}

TEST(Pack, names_no_scenario) {
  EXPECT_EQ(
      "pack.yaml:2:13: error: `name` is every scenario's own\n"
      "    2 | defaults: { name: x }\n"
      "      |             ^~~~\n",
      errors_with("", pack("format: 1\ndefaults: { name: x }\n")));
}

TEST(Settings, lie_over_everything) {
  const ResolvedScenario run =
      run_with("limits: { wall: 5s }\nvariants: { v: { limits: { wall: 6s } } }\n",
               settings({"limits.wall=7s"}));

  EXPECT_EQ(seconds(7), run.limits.wall_time);
}

TEST(Settings, a_knob_is_set_in_every_client) {
  const ResolvedScenario run =
      run_with("world: { clients: { a: {}, b: {} } }\n", settings({"endpoint_policy=cached"}));

  EXPECT_EQ(EndpointPolicy::cached, run.world.clients.at(0).endpoint_policy);
  EXPECT_EQ(EndpointPolicy::cached, run.world.clients.at(1).endpoint_policy);
}

TEST(Settings, a_seed_replaces_seeds) {
  EXPECT_EQ((Seeds{9, 9}), run_with("seeds: 1..5\n", settings({"seed=9"})).seeds);
}

TEST(Settings, hold_lists_and_mappings) {
  EXPECT_EQ((std::vector<std::string>{"x", "y"}), run_with("", settings({"tags=[x, y]"})).tags);
}

TEST(Settings, errors_point_into_the_argument) {
  EXPECT_EQ(
      "--set:1:13: error: `wall` must be a duration with its unit, such as 250ms, not `7`\n"
      "    1 | limits.wall=7\n"
      "      |             ^\n",
      errors_with("", settings({"limits.wall=7"})));
}

TEST(Settings, need_an_equals_sign) {
  EXPECT_EQ(
      "--set:1:1: error: a setting is key.path=value\n"
      "    1 | seed\n"
      "      | ^\n",
      errors_with("", settings({"seed"})));
}

TEST(Settings, of_unknown_keys_are_errors) {
  EXPECT_EQ(
      "--set:1:1: error: unknown key `sed` in scenario\n"
      "    1 | sed=7\n"
      "      | ^~~\n"
      "      = did you mean `seed`?\n",
      errors_with("", settings({"sed=7"})));
}

}  // namespace
}  // namespace ripcord::scenario
