#include "harness/serve/served_scenario.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ripcord::serve {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// A store and an echo service on two simulated hosts, a client, and a rule.
scenario::ResolvedScenario small_scenario() {
  scenario::ResolvedScenario scenario;
  scenario.world.services = {
      {.name = "store", .kind = scenario::ServiceKind::backup, .host = "one"},
      {.name = "greeter", .kind = scenario::ServiceKind::echo, .host = "two"}};
  scenario.world.clients.emplace_back();
  scenario.rules.push_back({.id = "leaves", .line = 9, .kind = "move_endpoint"});
  return scenario;
}

TEST(ServedScenario, has_no_clients) {
  scenario::ResolvedScenario scenario = small_scenario();

  EXPECT_THAT(make_servable(scenario, {}), IsEmpty());

  EXPECT_TRUE(scenario.world.clients.empty());
}

TEST(ServedScenario, is_all_on_one_host) {
  scenario::ResolvedScenario scenario = small_scenario();

  EXPECT_THAT(make_servable(scenario, {}), IsEmpty());

  EXPECT_EQ(scenario.world.services[0].host, scenario.world.services[1].host);
}

TEST(ServedScenario, has_no_rules_where_nobody_asks_for_them) {
  scenario::ResolvedScenario scenario = small_scenario();

  EXPECT_THAT(make_servable(scenario, {}), IsEmpty());

  EXPECT_TRUE(scenario.rules.empty());
}

TEST(ServedScenario, keeps_its_rules_where_they_are_played) {
  scenario::ResolvedScenario scenario = small_scenario();

  EXPECT_THAT(make_servable(scenario, {.rules = Rules::played}), IsEmpty());

  EXPECT_EQ(1U, scenario.rules.size());
}

TEST(ServedScenario, imitates_samba_in_its_mapper) {
  scenario::ResolvedScenario scenario = small_scenario();

  EXPECT_THAT(make_servable(scenario, {.make = Make::samba}), IsEmpty());

  EXPECT_EQ(scenario::MapperProfile::samba, scenario.world.mapper.profile);
}

TEST(ServedScenario, imitates_samba_in_its_servers) {
  scenario::ResolvedScenario scenario = small_scenario();

  EXPECT_THAT(make_servable(scenario, {.make = Make::samba}), IsEmpty());

  EXPECT_EQ(scenario::ServerProfile::samba, scenario.world.services[1].profile);
}

TEST(ServedScenario, imitates_whom_it_says_where_nobody_is_named) {
  scenario::ResolvedScenario scenario = small_scenario();
  scenario.world.mapper.profile = scenario::MapperProfile::nt4;

  EXPECT_THAT(make_servable(scenario, {}), IsEmpty());

  EXPECT_EQ(scenario::MapperProfile::nt4, scenario.world.mapper.profile);
}

TEST(ServedScenario, offers_the_files_of_a_folder) {
  scenario::ResolvedScenario scenario = small_scenario();

  EXPECT_THAT(
      make_servable(scenario,
                    {.folders = {{.service = "store", .path = "d", .files = {{"a.edb", 7}}}}}),
      IsEmpty());

  EXPECT_THAT(scenario.world.services[0].files, ElementsAre(scenario::FileSpec{"a.edb", 7}));
}

TEST(ServedScenario, corrects_the_name_of_a_service_that_has_a_folder) {
  scenario::ResolvedScenario scenario = small_scenario();

  EXPECT_THAT(make_servable(scenario, {.folders = {{.service = "stor", .path = "d"}}}),
              ElementsAre("--files stor=d: there is no such service; did you mean `store`?"));
}

TEST(ServedScenario, has_no_files_for_services_that_are_no_backup) {
  scenario::ResolvedScenario scenario = small_scenario();

  EXPECT_THAT(make_servable(scenario, {.folders = {{.service = "greeter", .path = "d"}}}),
              ElementsAre("--files greeter=d: only services of `interface: backup` have files"));
}

TEST(ServedScenario, refuses_programs_of_others) {
  scenario::ResolvedScenario scenario = small_scenario();
  scenario.world.services[1].kind = scenario::ServiceKind::foreign;
  scenario.world.services[1].line = 7;

  EXPECT_THAT(
      make_servable(scenario, {}),
      ElementsAre("service greeter (line 7) is a foreign program, which is not ours to serve"));
}

}  // namespace
}  // namespace ripcord::serve
