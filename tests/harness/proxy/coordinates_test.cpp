// What a seed of rules strikes does not depend on anything but what peers do (DESIGN 4).
#include "tests/harness/proxy/proxied_world.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ripcord::proxy {
namespace {

using testing::IsEmpty;
using testing::Not;

constexpr std::string_view some_answers =
    "{ id: some, when: { pdu: response, operation: EchoData, probability: 30% }, "
    "do: { delay: { by: 1ms } } }";
constexpr std::string_view some_reads =
    "{ id: reads, when: { pdu: request, operation: BackupRead, probability: 60% }, "
    "do: { split: { size: 7 } } }";
constexpr std::string_view every_bind =
    "{ id: binds, when: { pdu: bind }, do: { split: { size: 1 } } }";

std::string joined(std::initializer_list<std::string_view> rules) {
  std::string text;
  for (const std::string_view rule : rules) text += (text.empty() ? "" : ", ") + std::string(rule);
  return text;
}

/// Where the rule `some` strikes while a backup and ten echo calls are made.
std::vector<std::string> struck(std::string_view rules, const Circumstances& circumstances = {}) {
  ProxiedWorld world(rules, circumstances);
  static_cast<void>(world.perform("backup"));
  static_cast<void>(world.perform("echo"));
  return world.points("some");
}

TEST(Coordinates, are_struck_at_all) { EXPECT_THAT(struck(some_answers), Not(IsEmpty())); }

class AnyWeather : public testing::TestWithParam<std::uint64_t> {};

TEST_P(AnyWeather, strikes_the_same_coordinates) {
  // The seed draws the latency of every segment, the size of every read, and who runs first.
  EXPECT_EQ(struck(some_answers), struck(some_answers, {.seed = GetParam()}));
}

INSTANTIATE_TEST_SUITE_P(Seeds, AnyWeather, testing::Range(std::uint64_t{2}, std::uint64_t{22}));

TEST(Coordinates, stay_when_a_rule_is_added) {
  EXPECT_EQ(struck(some_answers), struck(joined({every_bind, some_answers})));
}

TEST(Coordinates, stay_when_rules_are_permuted) {
  EXPECT_EQ(struck(joined({some_answers, some_reads, every_bind})),
            struck(joined({every_bind, some_reads, some_answers})));
}

TEST(Coordinates, stay_with_the_same_ports) {
  EXPECT_EQ(struck(some_answers), struck(some_answers, {.ports = Ports::same}));
}

TEST(Coordinates, stay_when_other_services_have_other_ports) {
  EXPECT_EQ(struck(some_answers), struck(some_answers, {.others = 5}));
}

TEST(Coordinates, stay_when_the_mapper_is_asked_once_more_before_the_binding) {
  ProxiedWorld world(some_answers);
  static_cast<void>(world.perform("map"));
  static_cast<void>(world.perform("lookup"));
  static_cast<void>(world.perform("backup"));
  static_cast<void>(world.perform("echo"));

  EXPECT_EQ(struck(some_answers), world.points("some"));
}

TEST(Coordinates, stay_when_services_are_called_in_another_order) {
  ProxiedWorld world(some_answers);
  static_cast<void>(world.perform("echo"));
  static_cast<void>(world.perform("backup"));

  EXPECT_EQ(struck(some_answers), world.points("some"));
}

TEST(Coordinates, of_clients_that_come_together_are_the_same_set_whoever_bears_them) {
  ProxiedWorld one(some_answers, {.seed = 1});
  ProxiedWorld other(some_answers, {.seed = 2});

  static_cast<void>(one.perform_together("echo", 4));
  static_cast<void>(other.perform_together("echo", 4));

  EXPECT_EQ(one.points("some"), other.points("some"));
}

}  // namespace
}  // namespace ripcord::proxy
