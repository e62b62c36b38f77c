#include "harness/explore/simpler_world.hpp"

#include "harness/explore/scenario_file.hpp"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace ripcord::explore {
namespace {

using testing::Contains;
using testing::IsEmpty;

constexpr const char* plain_network = "network: { latency: 0ms, reads: whole, schedule: fifo }";

/// What makes the scenario of `world` and `workload` simpler, but for its network.
std::vector<std::string> simpler(const std::string& world, const std::string& workload) {
  const std::string text =
      "world: { " + world + ", " + plain_network + " }\nworkload: " + workload + "\n";
  return simpler_worlds(scenario_tree({.file = "x.yaml", .text = text}, {}, {}));
}

TEST(SimplerWorld, is_none_where_one_step_and_one_service_are_left) {
  EXPECT_THAT(simpler("services: [ { name: a } ]", "[ { echo: { client: c } } ]"), IsEmpty());
}

TEST(SimplerWorld, has_a_step_less) {
  EXPECT_THAT(simpler("services: [ { name: a } ]", "[ { map: {} }, { lookup: {} } ]"),
              Contains("workload=[{ lookup: {} }]"));
}

TEST(SimplerWorld, repeats_a_step_once) {
  EXPECT_THAT(simpler("services: [ { name: a } ]", "[ { echo: { times: 10 } } ]"),
              Contains("workload=[{ echo: { times: 1 } }]"));
}

TEST(SimplerWorld, has_less_to_do_side_by_side) {
  EXPECT_THAT(
      simpler("services: [ { name: a } ]", "[ { parallel: [ { map: {} }, { lookup: {} } ] } ]"),
      Contains("workload=[{ parallel: [{ map: {} }] }]"));
}

TEST(SimplerWorld, has_a_file_less) {
  EXPECT_THAT(simpler("services: [ { name: a, files: [ { name: x }, { name: y } ] } ]", "[]"),
              Contains("world.services.a.files=[{ name: y }]"));
}

TEST(SimplerWorld, has_smaller_files) {
  EXPECT_THAT(simpler("services: [ { name: a, files: [ { name: x, size: 64KiB } ] } ]", "[]"),
              Contains("world.services.a.files=[{ name: x, size: 4KiB }]"));
}

TEST(SimplerWorld, has_a_client_less) {
  EXPECT_THAT(simpler("clients: { c: { kind: echo }, d: { kind: echo } }", "[]"),
              Contains("world.clients={ d: { kind: echo } }"));
}

TEST(SimplerWorld, has_one_client_of_many) {
  EXPECT_THAT(simpler("clients: { c: { kind: echo, count: 8 } }", "[]"),
              Contains("world.clients.c.count=1"));
}

TEST(SimplerWorld, has_a_network_that_does_nothing_of_its_own) {
  const scenario::Node root = scenario_tree({.file = "x.yaml", .text = "world: {}\n"}, {}, {});

  EXPECT_THAT(
      simpler_worlds(root),
      testing::ElementsAre(
          "world.network.latency=0ms", "world.network.reads=whole", "world.network.schedule=fifo"));
}

TEST(SimplerWorld, does_not_change_what_is_small) {
  EXPECT_THAT(simpler("services: [ { name: a, files: [ { name: x, size: 1KiB } ] } ]", "[]"),
              IsEmpty());
}

}  // namespace
}  // namespace ripcord::explore
