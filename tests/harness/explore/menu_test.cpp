#include "harness/explore/menu.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace ripcord::explore {
namespace {

const std::vector<std::string> finish_alone{"finish"};
const std::vector<std::string> all_kinds;

scenario::ResolvedScenario shop() {
  scenario::ResolvedScenario scenario;
  scenario.world.services.push_back({.name = "store"});
  return scenario;
}

/// What the kinds of `menu` do at the point called `name`, as they print.
std::vector<std::string> served(const Menu& menu, const char* name) {
  const Point point = *parse_point(name);
  std::vector<std::string> texts;
  for (const std::uint16_t dish : menu.at(point))
    texts.push_back(text(menu.choice(dish, point, 1)));
  return texts;
}

bool has_inside(const std::vector<std::string>& choices) {
  return std::ranges::any_of(choices, [](const std::string& choice) {
    return choice.find("/inside:") != std::string::npos;
  });
}

constexpr const char* bind = "user>store/1/to_server/bind/1/before";

TEST(Menu, breaks_connections_inside_of_units_in_real_time) {
  EXPECT_TRUE(has_inside(served(Menu(shop(), finish_alone, shim::on_tcp), bind)));
}

TEST(Menu, breaks_connections_between_units_in_sim) {
  EXPECT_FALSE(has_inside(served(Menu(shop(), finish_alone), bind)));
}

TEST(Menu, has_no_byte_to_strike_in_a_connect) {
  const std::vector<std::string> choices =
      served(Menu(shop(), all_kinds, shim::on_tcp), "user>store/1/connect");

  EXPECT_FALSE(choices.empty());
  EXPECT_FALSE(has_inside(choices));
}

TEST(Menu, leaves_out_what_its_place_does_not_have) {
  const std::vector<std::string> asked{"cut_host"};

  const Menu menu(shop(), asked, shim::on_local);

  EXPECT_TRUE(menu.dishes().empty());
  ASSERT_EQ(1U, menu.left_out().size());
  EXPECT_EQ("cut_host", menu.left_out()[0].kind);
}

TEST(Menu, does_nothing_to_a_service_that_is_somebody_elses_program) {
  const std::vector<std::string> asked{"stop_service"};
  scenario::ResolvedScenario scenario = shop();
  scenario.world.services[0].kind = scenario::ServiceKind::foreign;

  EXPECT_TRUE(served(Menu(scenario, asked, shim::on_tcp),
                     "user>store/1/to_server/request/echo.AddOne/1/1/before")
                  .empty());
}

}  // namespace
}  // namespace ripcord::explore
