#include "tests/harness/scenario/stage_words.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <sstream>
#include <string>

namespace ripcord::scenario {
namespace {

using std::chrono::seconds;

std::string flagship_text() {
  std::ifstream file(RIPCORD_SOURCE_DIR "/tests/harness/scenario/data/second_file.yaml");
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST(Flagship, reads_without_an_error) { EXPECT_EQ("", errors_of(flagship_text())); }

TEST(Flagship, says_what_it_is) {
  const Scenario scenario = good(flagship_text());

  EXPECT_EQ("second-file-stale-endpoint", scenario.name());
  EXPECT_EQ((std::vector<std::string>{"q156715", "backup", "stale-binding"}), scenario.tags());
  EXPECT_EQ((Seeds{1, 20}), scenario.seeds());
  EXPECT_EQ((std::vector<std::string>{"sim", "tcp", "local"}), scenario.transports());
}

TEST(Flagship, has_two_variants_with_their_lines) {
  const Scenario scenario = good(flagship_text());

  ASSERT_EQ(2U, scenario.variants().size());
  EXPECT_EQ("unpatched", scenario.variants()[0].name);
  EXPECT_EQ(18U, scenario.variants()[0].line);
  EXPECT_EQ("patched", scenario.variants()[1].name);
  EXPECT_EQ(19U, scenario.variants()[1].line);
}

TEST(Flagship, variants_differ_in_exactly_one_knob) {
  const ResolvedScenario unpatched = resolved(flagship_text(), {.variant = "unpatched"});
  ResolvedScenario patched = resolved(flagship_text(), {.variant = "patched"});

  EXPECT_EQ(EndpointPolicy::cached, unpatched.world.clients[0].endpoint_policy);
  EXPECT_EQ(EndpointPolicy::validated, patched.world.clients[0].endpoint_policy);
  patched.world.clients[0].endpoint_policy = EndpointPolicy::cached;
  EXPECT_EQ(unpatched.world, patched.world);
}

TEST(Flagship, client_waits_for_ever_for_a_call_and_thirty_seconds_for_a_read) {
  const ClientSpec client = resolved(flagship_text()).world.clients[0];

  EXPECT_EQ("ntbackup", client.name);
  EXPECT_EQ(ClientKind::backup, client.kind);
  EXPECT_EQ(std::nullopt, client.call_timeout);
  EXPECT_EQ(seconds(30), client.read_wait);
}

TEST(Flagship, service_offers_two_files_at_a_dynamic_endpoint) {
  const ServiceSpec service = resolved(flagship_text()).world.services[0];

  EXPECT_EQ("information-store", service.name);
  EXPECT_EQ(ServiceKind::backup, service.kind);
  EXPECT_EQ(std::nullopt, service.port);
  EXPECT_EQ((std::vector<FileSpec>{{"priv.edb", 262'144}, {"pub.edb", 131'072}}), service.files);
}

TEST(Flagship, rule_moves_the_service_at_the_first_file_closed) {
  const ResolvedScenario scenario = resolved(flagship_text());

  shim::RuleSpec rule{.id = "store-moves", .line = 21, .kind = "move_endpoint"};
  rule.when.conditions = {{"service", shim::Names{{"information-store"}}},
                          {"event", shim::Names{{"file_closed"}}}};
  rule.counting.nth = shim::Range{1, 1};
  EXPECT_EQ((std::vector<shim::RuleSpec>{rule}), scenario.rules);
}

TEST(Flagship, workload_is_one_backup) {
  const ResolvedScenario scenario = resolved(flagship_text());

  const Step step{.line = 25,
                  .id = "1",
                  .client = "ntbackup",
                  .action = BackupStep{.service = "information-store", .files = {}}};
  EXPECT_EQ((std::vector<Step>{step}), scenario.workload);
}

TEST(Flagship, unpatched_fails_as_the_article_says) {
  const Expectation expectation = resolved(flagship_text()).expectation;

  const Expectation expected{.line = 27,
                             .fields = {{"outcome", "failed", 27, Outcome::failed},
                                        {"file", "pub.edb", 27, std::string("pub.edb")},
                                        {"operation", "BackupRead", 27, std::string("BackupRead")},
                                        {"error", "0x102", 27, ErrorValue{"0x102", 0x102}},
                                        {"event", "8010", 27, shim::Range{8010, 8010}},
                                        {"violates", "[recovery]", 27, shim::Names{{"recovery"}}}},
                             .steps = {},
                             .clients = {},
                             .rules = {},
                             .violates = {"recovery"}};
  EXPECT_EQ(expected, expectation);
}

TEST(Flagship, patched_completes_within_ten_seconds) {
  const Expectation expectation = resolved(flagship_text(), {.variant = "patched"}).expectation;

  const Expectation expected{.line = 28,
                             .fields = {{"outcome", "completed", 28, Outcome::completed},
                                        {"files", "intact", 28, std::string("intact")},
                                        {"within", "10s", 28, seconds(10)},
                                        {"reconnects", "{ max: 1 }", 28, shim::Range{0, 1}}},
                             .steps = {},
                             .clients = {},
                             .rules = {},
                             .violates = {}};
  EXPECT_EQ(expected, expectation);
}

TEST(Flagship, resolved_run_reads_back_as_itself) {
  const ResolvedScenario run = resolved(flagship_text(), {.variant = "patched"});

  const ResolvedScenario again = resolved(run.text);

  EXPECT_EQ(run.text, again.text);
  EXPECT_EQ(run.digest, again.digest);
}

TEST(Flagship, resolved_file_reads_back_as_itself) {
  const Scenario scenario = good(flagship_text());

  const Scenario again = good(scenario.text());

  EXPECT_EQ(scenario.text(), again.text());
  EXPECT_EQ(scenario.resolve({.variant = "unpatched"})->digest,
            again.resolve({.variant = "unpatched"})->digest);
}

}  // namespace
}  // namespace ripcord::scenario
