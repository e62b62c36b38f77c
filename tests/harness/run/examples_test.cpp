// Every example of the reference pages plays: those of docs/faults.md strike in a backup of two
// files, and the scenario of docs/scenarios.md is as it expects.
#include "harness/peers/dcerpc_cast.hpp"
#include "harness/scenario/reference.hpp"
#include "harness/world/action.hpp"
#include "tests/harness/run/rehearsal.hpp"
#include "transports/shim/fault.hpp"
#include "transports/shim/trigger.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace ripcord::run {
namespace {

/// Two backups with a pause in which the server closes what is idle, and what else examples speak
/// of. `rule` is in flow style, without its id.
scenario::SourceText backups_with(std::string_view rule, std::string_view mapper) {
  std::string text = R"(format: 1
name: example
title: An example of the reference pages
world:
  services:
    - name: information-store
      interface: backup
      endpoint: dynamic
      idle_close: 2s
      files: [ { name: priv.edb, size: 64KiB }, { name: pub.edb, size: 64KiB } ]
    - { name: directory, interface: echo, endpoint: dynamic }
  clients: { ntbackup: { kind: backup } }
  mapper: )";
  text += mapper;
  text += R"(
workload:
  - backup: { client: ntbackup, service: information-store }
  - sleep: 10s
  - map: { client: ntbackup, interface: backup }
  - lookup: { client: ntbackup }
  - backup: { client: ntbackup, service: information-store }
expect: { all: { outcome: completed } }
faults:
  - { id: example, )";
  text += rule.substr(1);
  text += "\n";
  return {.file = "example.yaml", .text = text};
}

struct Example {
  std::string name;
  std::string_view rule;
  std::string_view mapper = "{}";

  friend void PrintTo(const Example& example, std::ostream* out) { *out << example.name; }
};

std::vector<Example> kind_examples() {
  std::vector<Example> examples;
  for (const shim::FaultKind* kind : shim::fault_kinds()) {
    examples.push_back({std::string(kind->name), kind->example});
  }
  for (const world::ActionKind* kind : world::action_kinds()) {
    examples.push_back({std::string(kind->name), kind->example});
    if (kind->name == "start_mapper") examples.back().mapper = "{ started: false }";
  }
  return examples;
}

std::string name_of_example(const testing::TestParamInfo<Example>& example) {
  return example.param.name;
}

class KindExample : public testing::TestWithParam<Example> {};

TEST_P(KindExample, strikes_in_a_backup) {
  const Rehearsal rehearsal(peers::dcerpc_cast(), backups_with(GetParam().rule, GetParam().mapper));

  const RunResult result = rehearsal.play();

  ASSERT_NE(Verdict::invalid, result.verdict);
  ASSERT_NE(Verdict::error, result.verdict);
  EXPECT_LT(0U, result.rules.front().fired) << result.rules.front().why_not;
}

INSTANTIATE_TEST_SUITE_P(Faults, KindExample, testing::ValuesIn(kind_examples()), name_of_example);

class TriggerExample : public testing::TestWithParam<std::string_view> {};

TEST_P(TriggerExample, selects_what_can_be_played) {
  const std::string rule = "{ when: " + std::string(GetParam()) +
                           ", do: { restart_mapper: { service: information-store } } }";
  const Rehearsal rehearsal(peers::dcerpc_cast(), backups_with(rule, "{}"));

  const RunResult result = rehearsal.play();

  EXPECT_NE(Verdict::invalid, result.verdict);
  EXPECT_NE(Verdict::error, result.verdict);
}

std::vector<std::string_view> trigger_examples() {
  std::vector<std::string_view> examples;
  for (const shim::TriggerKind* kind : shim::trigger_kinds()) examples.push_back(kind->example);
  return examples;
}

INSTANTIATE_TEST_SUITE_P(Faults, TriggerExample, testing::ValuesIn(trigger_examples()));

class ScenarioExample : public testing::TestWithParam<const char*> {};

TEST_P(ScenarioExample, comes_out_as_it_expects) {
  const scenario::SourceText text{.file = "example.yaml",
                                  .text = std::string(scenario::reference_example())};

  const Rehearsal rehearsal(peers::dcerpc_cast(), text, {.variant = GetParam()});

  EXPECT_EQ(Verdict::passed, rehearsal.play().verdict);
}

INSTANTIATE_TEST_SUITE_P(Scenarios, ScenarioExample, testing::Values("patient", "hasty"));

}  // namespace
}  // namespace ripcord::run
