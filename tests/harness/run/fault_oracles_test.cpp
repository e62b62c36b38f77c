#include "tests/harness/run/empty_cast.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <vector>

namespace ripcord::run {
namespace {

using world::Event;

class AccusingCast final : public EmptyCast {
 public:
  std::string misconduct(const trace::Log&) const override { return "a client sent response"; }
};

/// Knows one error of a refused connect, and one of a connection that ended.
class StrictCast final : public EmptyCast {
 public:
  bool documents(shim::Symptoms symptoms, std::uint32_t error) const override {
    const bool refused = (symptoms & shim::symptom::refused) != 0;
    const bool ended = (symptoms & shim::symptom::ended) != 0;
    const bool late = (symptoms & shim::symptom::late) != 0;
    return (refused && error == 1722) || (ended && error == 1726) || (late && error == 1818);
  }
};

const Twin untroubled_twin{.ending = completed};

/// In a run whose connects were refused, and which goes well without that.
Facts struck_facts(const Ledger& ledger, const world::Cast& cast) {
  Facts facts = quiet_facts(ledger);
  facts.twin = []() -> const Twin& { return untroubled_twin; };
  facts.cast = &cast;
  facts.faults_fired = true;
  facts.strikes.symptoms = shim::symptom::refused;
  facts.elapsed = std::chrono::seconds(1);
  return facts;
}

void finish_call(Ledger& ledger, std::uint32_t status) {
  ledger.observe(client_speaker, call_happening(Event::call_started, 7), Time{});
  ledger.observe(client_speaker, call_happening(Event::call_finished, 7, status), Time{});
}

TEST(DocumentedError, is_violated_by_an_error_that_no_symptom_accounts_for) {
  const StrictCast cast;
  Ledger ledger;
  finish_call(ledger, 1726);

  const Finding finding = judged_by("documented_error", struck_facts(ledger, cast));

  EXPECT_EQ(OracleState::violated, finding.state);
  EXPECT_EQ("Read ended with error 1726 (0x6be), which none of the faults accounts for",
            finding.reason);
}

TEST(DocumentedError, is_held_by_the_error_of_its_symptom) {
  const StrictCast cast;
  Ledger ledger;
  finish_call(ledger, 1722);

  EXPECT_EQ(OracleState::held, judged_by("documented_error", struck_facts(ledger, cast)).state);
}

TEST(DocumentedError, is_held_by_an_error_that_comes_without_any_fault) {
  const StrictCast cast;
  Ledger ledger;
  finish_call(ledger, 1745);
  Facts facts = struck_facts(ledger, cast);
  const Twin twin{.ending = completed, .errors = {1745}};
  facts.twin = [&]() -> const Twin& { return twin; };

  EXPECT_EQ(OracleState::held, judged_by("documented_error", facts).state);
}

TEST(DocumentedError, is_not_judged_where_no_run_can_be_played_twice) {
  const StrictCast cast;
  Ledger ledger;
  finish_call(ledger, 1726);
  Facts facts = struck_facts(ledger, cast);
  facts.twin = nullptr;

  EXPECT_EQ(OracleState::not_judged, judged_by("documented_error", facts).state);
}

TEST(DocumentedError, is_held_by_a_time_limit_where_time_passes_by_itself) {
  const StrictCast cast;
  Ledger ledger;
  finish_call(ledger, 1818);
  Facts facts = struck_facts(ledger, cast);
  facts.real_time = true;

  EXPECT_EQ(OracleState::held, judged_by("documented_error", facts).state);
}

TEST(DocumentedError, is_held_by_the_error_of_a_connection_that_its_server_ended) {
  const StrictCast cast;
  Ledger ledger;
  finish_call(ledger, 1726);
  const trace::Legend legend;
  trace::Log log(legend);
  log.append({.connection = log.add_connection(log.intern("user"), log.intern("store")),
              .what = trace::What::finish,
              .direction = 1,
              .flags = trace::flag::by_sender});
  Facts facts = struck_facts(ledger, cast);
  facts.log = &log;

  EXPECT_EQ(OracleState::held, judged_by("documented_error", facts).state);
}

TEST(DocumentedError, is_held_by_whatever_ends_a_call_of_the_probe) {
  const StrictCast cast;
  Ledger ledger;
  finish_call(ledger, 1726);
  Facts facts = struck_facts(ledger, cast);
  facts.elapsed = Duration::zero();

  EXPECT_EQ(OracleState::held, judged_by("documented_error", facts).state);
}

TEST(DocumentedError, is_held_by_an_error_under_noise) {
  const StrictCast cast;
  Ledger ledger;
  finish_call(ledger, 1726);
  Facts facts = struck_facts(ledger, cast);
  facts.strikes.symptoms = shim::symptom::late;

  EXPECT_EQ(OracleState::held, judged_by("documented_error", facts).state);
}

TEST(DocumentedError, is_violated_by_the_error_that_a_step_reports) {
  const StrictCast cast;
  const Ledger ledger;
  Facts facts = struck_facts(ledger, cast);
  facts.ending =
      world::Ending{.outcome = world::Outcome::failed, .operation = "BackupRead", .error = 5};

  EXPECT_EQ(OracleState::violated, judged_by("documented_error", facts).state);
}

/// A client that makes `tries` connections for one call.
Ledger ledger_of_tries(std::uint64_t tries) {
  Ledger ledger;
  ledger.observe(client_speaker, call_happening(Event::call_started, 7), Time{});
  for (std::uint64_t i = 0; i < tries; ++i)
    ledger.observe(client_speaker, {.event = Event::connect_failed}, Time{});
  return ledger;
}

/// Of a client that may try twice.
const std::vector<scenario::ClientSpec> one_retry{{.retries = 1}};

TEST(BoundedEffort, is_held_by_as_many_tries_as_its_retries_allow) {
  const Ledger ledger = ledger_of_tries(256);
  Facts facts = quiet_facts(ledger);
  facts.client_specs = one_retry;

  EXPECT_EQ(OracleState::held, judged_by("bounded_effort", facts).state);
}

TEST(BoundedEffort, is_violated_by_one_more) {
  const Ledger ledger = ledger_of_tries(257);
  Facts facts = quiet_facts(ledger);
  facts.client_specs = one_retry;

  const Finding finding = judged_by("bounded_effort", facts);

  EXPECT_EQ(OracleState::violated, finding.state);
  EXPECT_EQ("a client made 257 tries for one call; its retries allow 256", finding.reason);
}

TEST(BoundedEffort, begins_anew_with_each_call) {
  Ledger ledger = ledger_of_tries(200);
  ledger.observe(client_speaker, call_happening(Event::call_started, 8), Time{});
  for (int i = 0; i < 200; ++i)
    ledger.observe(client_speaker, {.event = Event::connect_failed}, Time{});
  Facts facts = quiet_facts(ledger);
  facts.client_specs = one_retry;

  EXPECT_EQ(OracleState::held, judged_by("bounded_effort", facts).state);
}

/// A run that something benign disturbed, and that failed although its twin did not.
class ProgressTest : public testing::Test {
 protected:
  ProgressTest() {
    facts.ending->outcome = world::Outcome::failed;
    facts.log = &log;
    facts.client_specs = patient;
    facts.strikes.symptoms = shim::symptom::late;
    facts.twin = [this]() -> const Twin& { return twin; };
  }

  const Ledger ledger;
  const trace::Legend legend;
  const trace::Log log{legend};
  /// Waits for five seconds at least.
  const std::vector<scenario::ClientSpec> patient{{}};
  Twin twin{.ending = completed};
  Facts facts = quiet_facts(ledger);
};

TEST_F(ProgressTest, is_violated_by_a_failure_under_noise) {
  EXPECT_EQ(OracleState::violated, judged_by("progress", facts).state);
}

TEST_F(ProgressTest, is_held_where_something_was_lost) {
  facts.strikes.symptoms = shim::symptom::late | shim::symptom::missing;

  EXPECT_EQ(OracleState::held, judged_by("progress", facts).state);
}

TEST_F(ProgressTest, is_held_where_it_fails_without_noise_too) {
  twin.ending->outcome = world::Outcome::failed;

  EXPECT_EQ(OracleState::held, judged_by("progress", facts).state);
}

TEST_F(ProgressTest, is_not_judged_where_the_noise_lasted_longer_than_a_client_waits) {
  facts.elapsed = std::chrono::seconds(5);

  EXPECT_EQ(OracleState::not_judged, judged_by("progress", facts).state);
}

TEST_F(ProgressTest, is_not_judged_where_no_run_can_be_played_twice) {
  facts.twin = nullptr;

  EXPECT_EQ(OracleState::not_judged, judged_by("progress", facts).state);
}

/// One connection of `user`, which a rule struck.
class IsolationTest : public testing::Test {
 protected:
  IsolationTest() {
    const std::uint32_t struck = log.add_connection(log.intern("user"), log.intern("store"));
    log.append({.connection = struck, .what = trace::What::fired});
    facts.faults_fired = true;
    facts.log = &log;
    facts.clients = clients;
    facts.twin = [this]() -> const Twin& { return twin; };
  }

  const Ledger ledger;
  const trace::Legend legend;
  trace::Log log{legend};
  std::vector<ClientEnd> clients{{.name = "user", .ending = completed, .reconnects = 1},
                                 {.name = "other", .ending = completed}};
  Twin twin{.ending = completed, .clients = {{.name = "other", .ending = completed}}};
  Facts facts = quiet_facts(ledger);
};

TEST_F(IsolationTest, is_held_by_a_client_that_replaces_what_was_struck) {
  EXPECT_EQ(OracleState::held, judged_by("isolation", facts).state);
}

TEST_F(IsolationTest, is_violated_by_a_client_that_replaces_more) {
  clients[0].reconnects = 2;

  const Finding finding = judged_by("isolation", facts);

  EXPECT_EQ(OracleState::violated, finding.state);
  EXPECT_EQ("user replaced 2 connections; only 1 had been struck or ended", finding.reason);
}

TEST_F(IsolationTest, is_held_by_a_client_that_was_told_that_its_association_is_gone) {
  clients[0].reconnects = 2;
  facts.strikes.symptoms = shim::symptom::forgotten;

  EXPECT_EQ(OracleState::held, judged_by("isolation", facts).state);
}

TEST_F(IsolationTest, is_held_by_a_client_that_replaces_what_its_server_ended) {
  const std::uint32_t ended = log.add_connection(log.intern("user"), log.intern("store"));
  log.append({.connection = ended,
              .what = trace::What::finish,
              .direction = 1,
              .flags = trace::flag::by_sender});
  clients[0].reconnects = 2;

  EXPECT_EQ(OracleState::held, judged_by("isolation", facts).state);
}

TEST_F(IsolationTest, is_violated_by_a_bystander_that_fails) {
  clients[1].ending->outcome = world::Outcome::failed;

  const Finding finding = judged_by("isolation", facts);

  EXPECT_EQ(OracleState::violated, finding.state);
  EXPECT_EQ("no rule struck other, yet it did not complete its work", finding.reason);
}

TEST_F(IsolationTest, is_held_by_a_bystander_that_fails_without_faults_too) {
  clients[1].ending->outcome = world::Outcome::failed;
  twin.clients[0].ending->outcome = world::Outcome::failed;

  EXPECT_EQ(OracleState::held, judged_by("isolation", facts).state);
}

TEST_F(IsolationTest, is_not_judged_where_a_slow_machine_made_a_bystander_wait_too_long) {
  const std::vector<scenario::ClientSpec> patient{{}};
  clients[1].ending->outcome = world::Outcome::failed;
  facts.client_specs = patient;
  facts.real_time = true;
  facts.elapsed = std::chrono::seconds(5);

  EXPECT_EQ(OracleState::not_judged, judged_by("isolation", facts).state);
}

TEST_F(IsolationTest, is_not_judged_where_a_rule_changed_the_world) {
  facts.strikes.world_changer = "store-moves";

  EXPECT_EQ(OracleState::not_judged, judged_by("isolation", facts).state);
}

TEST(LegalPdus, is_violated_by_what_the_protocol_says_is_wrong) {
  const AccusingCast cast;
  const Ledger ledger;
  const trace::Legend legend;
  const trace::Log log{legend};
  Facts facts = quiet_facts(ledger);
  facts.cast = &cast;
  facts.log = &log;

  const Finding finding = judged_by("legal_pdus", facts);

  EXPECT_EQ(OracleState::violated, finding.state);
  EXPECT_EQ("a client sent response", finding.reason);
}

}  // namespace
}  // namespace ripcord::run
