#include "tests/harness/run/empty_cast.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <vector>

namespace ripcord::run {
namespace {

using world::Event;

TEST(NoHang, is_violated_by_a_workload_that_never_ended) {
  const Ledger ledger;
  Facts facts{.ledger = ledger, .interfaces = demo_interfaces(), .hang = "step 1 never ended"};

  const Finding finding = judged_by("no_hang", facts);

  EXPECT_EQ(OracleState::violated, finding.state);
  EXPECT_EQ("step 1 never ended", finding.reason);
}

TEST(NoHang, is_held_by_a_workload_that_failed) {
  const Ledger ledger;
  Facts facts = quiet_facts(ledger);
  facts.ending->outcome = world::Outcome::failed;

  EXPECT_EQ(OracleState::held, judged_by("no_hang", facts).state);
}

TEST(AtMostOnce, is_violated_by_a_second_execution_of_one_intent) {
  Ledger ledger;
  ledger.observe(client_speaker, call_happening(Event::call_started, 7), Time{});
  ledger.observe(server_speaker, call_happening(Event::call_executed, 7), Time{});
  ledger.observe(server_speaker, call_happening(Event::call_executed, 7), Time{});

  const Finding finding = judged_by("at_most_once", quiet_facts(ledger));

  EXPECT_EQ(OracleState::violated, finding.state);
  EXPECT_EQ("Read was asked for once and executed 2 times", finding.reason);
}

TEST(AtMostOnce, is_held_by_two_intents_of_one_operation) {
  Ledger ledger;
  ledger.observe(client_speaker, call_happening(Event::call_started, 7), Time{});
  ledger.observe(client_speaker, call_happening(Event::call_started, 8), Time{});
  ledger.observe(server_speaker, call_happening(Event::call_executed, 7), Time{});
  ledger.observe(server_speaker, call_happening(Event::call_executed, 8), Time{});

  EXPECT_EQ(OracleState::held, judged_by("at_most_once", quiet_facts(ledger)).state);
}

world::Happening file_happening(Event event, std::uint64_t digest) {
  return {.event = event, .size = 100, .digest = digest, .subject = "pub.edb"};
}

TEST(BytesEqual, is_violated_by_a_file_whose_digest_differs) {
  Ledger ledger;
  ledger.observe(server_speaker, file_happening(Event::file_opened, 1), Time{});
  ledger.observe(client_speaker, file_happening(Event::file_received, 2), Time{});

  EXPECT_EQ(OracleState::violated, judged_by("bytes_equal", quiet_facts(ledger)).state);
}

TEST(BytesEqual, is_violated_by_a_file_that_no_server_opened) {
  Ledger ledger;
  ledger.observe(client_speaker, file_happening(Event::file_received, 2), Time{});

  EXPECT_EQ(OracleState::violated, judged_by("bytes_equal", quiet_facts(ledger)).state);
}

TEST(BytesEqual, is_held_by_a_file_received_as_it_was_served) {
  Ledger ledger;
  ledger.observe(server_speaker, file_happening(Event::file_opened, 1), Time{});
  ledger.observe(client_speaker, file_happening(Event::file_received, 1), Time{});

  EXPECT_EQ(OracleState::held, judged_by("bytes_equal", quiet_facts(ledger)).state);
}

TEST(NoHandleLeak, is_violated_by_a_handle_that_outlives_the_workload) {
  const Ledger ledger;
  Facts facts = quiet_facts(ledger);
  facts.open_handles = 1;

  EXPECT_EQ(OracleState::violated, judged_by("no_handle_leak", facts).state);
}

TEST(NoHandleLeak, is_not_judged_where_the_server_cannot_have_seen_its_client_go) {
  const Ledger ledger;
  Facts facts = quiet_facts(ledger);
  facts.open_handles = 1;
  facts.silenced = "black-hole";

  EXPECT_EQ(OracleState::not_judged, judged_by("no_handle_leak", facts).state);
}

TEST(CleanClose, is_violated_by_a_connection_that_outlives_its_client) {
  const Ledger ledger;
  Facts facts = quiet_facts(ledger);
  facts.open_connections = 2;

  const Finding finding = judged_by("clean_close", facts);

  EXPECT_EQ(OracleState::violated, finding.state);
  EXPECT_EQ("2 connections were still open after every client had closed", finding.reason);
}

TEST(Recovery, is_violated_by_a_probe_that_fails) {
  const Ledger ledger;
  Facts facts = quiet_facts(ledger);
  facts.probe =
      world::Ending{.outcome = world::Outcome::failed, .operation = "BackupRead", .error = 0x102};

  EXPECT_EQ(OracleState::violated, judged_by("recovery", facts).state);
}

TEST(Recovery, is_held_by_a_probe_that_succeeds) {
  const Ledger ledger;
  Facts facts = quiet_facts(ledger);
  facts.probe = completed;

  EXPECT_EQ(OracleState::held, judged_by("recovery", facts).state);
}

TEST(Recovery, is_not_judged_where_nobody_could_be_asked) {
  const Ledger ledger;
  Facts facts = quiet_facts(ledger);
  facts.no_probe = "the client crashed";

  EXPECT_EQ(OracleState::not_judged, judged_by("recovery", facts).state);
}

TEST(NoFalseSuccess, is_violated_by_success_of_a_call_that_no_server_executed) {
  Ledger ledger;
  ledger.observe(client_speaker, call_happening(Event::call_started, 7), Time{});
  ledger.observe(client_speaker, call_happening(Event::call_finished, 7, 0), Time{});

  EXPECT_EQ(OracleState::violated, judged_by("no_false_success", quiet_facts(ledger)).state);
}

/// Facts of a run whose service of `demo` is somebody else's.
Facts foreign_facts(const Ledger& ledger) {
  Facts facts = quiet_facts(ledger);
  facts.foreign_service = "theirs";
  return facts;
}

TEST(NoFalseSuccess, cannot_be_judged_of_a_call_to_a_server_of_somebody_else) {
  Ledger ledger;
  ledger.observe(client_speaker, call_happening(Event::call_started, 7), Time{});
  ledger.observe(client_speaker, call_happening(Event::call_finished, 7, 0), Time{});

  const Finding finding = found_by("no_false_success", foreign_facts(ledger));

  EXPECT_EQ(OracleState::not_judged, finding.state);
  EXPECT_EQ("service theirs is somebody else's program: what it did cannot be seen",
            finding.reason);
}

TEST(NoFalseSuccess, is_violated_by_success_of_a_call_to_ours_beside_a_server_of_somebody_else) {
  Ledger ledger;
  ledger.observe(client_speaker, call_happening(Event::call_started, 7), Time{});
  ledger.observe(client_speaker, call_happening(Event::call_finished, 7, 0), Time{});
  Facts facts = foreign_facts(ledger);
  facts.own_interfaces = {demo_interface};

  EXPECT_EQ(OracleState::violated, found_by("no_false_success", facts).state);
}

TEST(BytesEqual, cannot_be_judged_of_a_file_that_only_a_server_of_somebody_else_can_have) {
  Ledger ledger;
  ledger.observe(client_speaker, file_happening(Event::file_received, 2), Time{});

  EXPECT_EQ(OracleState::not_judged, found_by("bytes_equal", foreign_facts(ledger)).state);
}

TEST(AtMostOnce, cannot_be_judged_where_a_client_of_somebody_else_asks_too) {
  Ledger ledger;
  ledger.observe(client_speaker, call_happening(Event::call_started, 7), Time{});
  ledger.observe(server_speaker, call_happening(Event::call_executed, 0), Time{});
  ledger.observe(server_speaker, call_happening(Event::call_executed, 0), Time{});
  Facts facts = quiet_facts(ledger);
  facts.foreign_client = "theirs";

  EXPECT_EQ(OracleState::not_judged, found_by("at_most_once", facts).state);
}

TEST(NoFalseSuccess, is_violated_by_a_complete_step_whose_file_never_arrived) {
  const Ledger ledger;
  Facts facts = quiet_facts(ledger);
  facts.unfounded = "step 1 says that it is complete, but pub.edb never arrived";

  const Finding finding = judged_by("no_false_success", facts);

  EXPECT_EQ(OracleState::violated, finding.state);
  EXPECT_EQ(facts.unfounded, finding.reason);
}

TEST(NoFalseSuccess, is_held_by_an_error_for_a_call_that_no_server_executed) {
  Ledger ledger;
  ledger.observe(client_speaker, call_happening(Event::call_started, 7), Time{});
  ledger.observe(client_speaker, call_happening(Event::call_finished, 7, 1722), Time{});

  EXPECT_EQ(OracleState::held, judged_by("no_false_success", quiet_facts(ledger)).state);
}

}  // namespace
}  // namespace ripcord::run
