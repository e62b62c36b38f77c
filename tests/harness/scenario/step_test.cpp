#include "harness/scenario/step.hpp"

#include "tests/harness/scenario/stage_words.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace ripcord::scenario {
namespace {

using std::chrono::seconds;

/// A file whose workload begins in line 8.
std::string with_steps(const std::string& steps) {
  return "format: 1\n"
         "name: probe\n"
         "expect: { all: { outcome: completed } }\n"
         "world:\n"
         "  services: [ { name: store, interface: backup, files: [ { name: a, size: 1 } ] } ]\n"
         "  clients: { c: {} }\n"
         "workload:\n" +
         steps;
}

std::vector<Step> steps(const std::string& text) { return resolved(with_steps(text)).workload; }

std::string step_errors(const std::string& text) {
  const std::string errors = errors_of(with_steps(text));
  return errors.substr(0, errors.find('\n'));
}

TEST(Step, backs_up_chosen_files) {
  const Step step = steps("- backup: { client: c, service: store, files: a }\n").at(0);

  EXPECT_EQ("c", step.client);
  EXPECT_EQ((BackupStep{.service = "store", .files = {"a"}}), std::get<BackupStep>(step.action));
}

TEST(Step, echoes_with_defaults) {
  const Step step = steps("- echo: { client: c, service: store }\n").at(0);

  EXPECT_EQ((EchoStep{.service = "store"}), std::get<EchoStep>(step.action));
}

TEST(Step, calls_an_operation_by_number_with_bytes) {
  const Step step =
      steps("- call: { client: c, interface: echo, opnum: 0x3, stub: 0102, times: 2 }\n").at(0);

  const CallStep expected{.interface = "echo", .opnum = 3, .stub = {1, 2}, .times = 2};
  EXPECT_EQ(expected, std::get<CallStep>(step.action));
}

TEST(Step, calls_an_operation_by_name_with_arguments) {
  const Step step =
      steps("- call: { client: c, interface: echo, operation: AddOne, args: { in_data: 5 } }\n")
          .at(0);

  const CallStep expected{
      .interface = "echo", .operation = "AddOne", .args = {{.name = "in_data", .text = "5"}}};
  EXPECT_EQ(expected, std::get<CallStep>(step.action));
}

TEST(Step, maps_and_looks_up) {
  const std::vector<Step> both = steps(
      "- map: { client: c, interface: echo }\n"
      "- lookup: { client: c, max_entries: 5, stop_after: 1 }\n");

  EXPECT_EQ((MapStep{.interface = "echo"}), std::get<MapStep>(both.at(0).action));
  EXPECT_EQ((LookupStep{.max_entries = 5, .stop_after = 1}),
            std::get<LookupStep>(both.at(1).action));
}

TEST(Step, sleeps_in_short_and_in_long) {
  const std::vector<Step> both = steps("- sleep: 5s\n- sleep: { for: 5s }\n");

  EXPECT_EQ(SleepStep{seconds(5)}, std::get<SleepStep>(both.at(0).action));
  EXPECT_EQ(SleepStep{seconds(5)}, std::get<SleepStep>(both.at(1).action));
}

TEST(Step, is_called_by_its_number_or_its_id) {
  const std::vector<Step> all = steps(
      "- sleep: 1s\n"
      "- repeat: { times: 2, do: [ { sleep: 1s }, { parallel: [ { sleep: 1s } ] } ] }\n"
      "- repeat: { id: again, times: 2, do: [ { sleep: { for: 1s, id: nap } }, { sleep: 1s } ] "
      "}\n");

  EXPECT_EQ("1", all.at(0).id);
  const auto& repeat = std::get<RepeatStep>(all.at(1).action);
  EXPECT_EQ("2.1", repeat.steps.at(0).id);
  EXPECT_EQ("2.2.1", std::get<ParallelStep>(repeat.steps.at(1).action).steps.at(0).id);
  const auto& again = std::get<RepeatStep>(all.at(2).action);
  EXPECT_EQ("nap", again.steps.at(0).id);
  EXPECT_EQ("again.2", again.steps.at(1).id);
}

TEST(Step, keeps_its_line) {
  const std::vector<Step> both =
      steps("- sleep: 1s\n- repeat:\n    times: 2\n    do:\n    - sleep: 1s\n");

  EXPECT_EQ(8U, both.at(0).line);
  EXPECT_EQ(9U, both.at(1).line);
  EXPECT_EQ(12U, std::get<RepeatStep>(both.at(1).action).steps.at(0).line);
}

TEST(Step, of_an_unknown_kind_gets_the_nearest) {
  EXPECT_EQ(
      "probe.yaml:8:3: error: unknown step `bckup`\n"
      "    8 | - bckup: {}\n"
      "      |   ^~~~~\n"
      "      = did you mean `backup`?\n",
      errors_of(with_steps("- bckup: {}\n")));
}

TEST(Step, of_a_later_build_is_not_in_this_one) {
  EXPECT_EQ("probe.yaml:8:3: error: the step `load` is not in this build",
            step_errors("- load: { client: c, service: store, duration: 1s }\n"));
}

TEST(Step, echoes_by_an_operation_that_echo_has) {
  EXPECT_EQ("probe.yaml:8:49: error: unknown operation `EchoDate`",
            step_errors("- echo: { client: c, service: store, operation: EchoDate }\n"));
}

TEST(Step, is_one_kind) {
  EXPECT_EQ(
      "probe.yaml:8:3: error: a step must be one kind with its keys, such as sleep: { for: 5s }, "
      "not 2 keys",
      step_errors("- sleep: 1s\n  map: {}\n"));
}

TEST(Step, needs_its_client) {
  EXPECT_EQ("probe.yaml:8:9: error: `client` is missing in echo",
            step_errors("- echo: { service: store }\n"));
}

TEST(Step, names_a_client_of_the_world) {
  EXPECT_EQ("probe.yaml:8:19: error: unknown client `d`",
            step_errors("- echo: { client: d, service: store }\n"));
}

TEST(Step, names_a_service_of_the_world) {
  EXPECT_EQ("probe.yaml:8:31: error: unknown service `stor`",
            step_errors("- echo: { client: c, service: stor }\n"));
}

TEST(Step, backs_up_backup_services_only) {
  EXPECT_EQ("probe.yaml:9:33: error: `e` is no service of `interface: backup`\n",
            errors_of("format: 1\nname: p\nexpect: { all: { outcome: completed } }\nworld:\n"
                      "  services: [ { name: e, interface: echo } ]\n"
                      "  clients: { c: {} }\n"
                      "\nworkload:\n- backup: { client: c, service: e }\n")
                .substr(0, 65));
}

TEST(Step, backs_up_files_that_the_service_has) {
  EXPECT_EQ("probe.yaml:8:48: error: unknown file `b`",
            step_errors("- backup: { client: c, service: store, files: [b] }\n"));
}

TEST(Step, calls_an_operation_of_its_interface) {
  EXPECT_EQ("probe.yaml:8:50: error: unknown operation `BackupRead`",
            step_errors("- call: { client: c, interface: echo, operation: BackupRead }\n"));
}

TEST(Step, calls_by_name_or_by_number) {
  EXPECT_EQ("probe.yaml:8:58: error: a call has one of `operation` (a name) and `opnum` (a number)",
            step_errors("- call: { client: c, interface: echo, operation: AddOne, opnum: 1 }\n"));
}

TEST(Step, ids_are_unique) {
  EXPECT_EQ("probe.yaml:8:25: error: a second step called `x`",
            step_errors("- sleep: { for: 1s, id: x }\n- sleep: { for: 1s, id: x }\n"));
}

TEST(Workload, needs_a_step) {
  EXPECT_EQ(
      "probe.yaml:3:11: error: the workload has no step\n"
      "    3 | workload: []\n"
      "      |           ^\n",
      errors_of("format: 1\nname: p\nworkload: []\nexpect: { all: { outcome: completed } }\n"));
}

TEST(Workload, is_not_needed_to_serve_a_world) {
  const auto scenario = read({"p.yaml", "format: 1\nname: p\nworld: {}\n"},
                             {.pack = {}, .settings = {}, .purpose = Purpose::world},
                             small_build());

  EXPECT_TRUE(scenario.has_value());
}

}  // namespace
}  // namespace ripcord::scenario
