// The story of Q156715 as facts about runs of its scenario.
#include "harness/peers/dcerpc_cast.hpp"
#include "tests/harness/run/rehearsal.hpp"
#include "tests/harness/run/trace_lines.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace ripcord::run {
namespace {

using std::chrono::nanoseconds;
using std::chrono::seconds;

Rehearsal rehearsal_of(const Part& part) {
  return {peers::dcerpc_cast(), repository_file("scenarios/q156715/second_file.yaml"), part};
}

/// The flagship with the store back on its old port after ten seconds.
Rehearsal with_the_store_back() {
  scenario::SourceText file = repository_file("scenarios/q156715/second_file.yaml");
  const std::string move = "move_endpoint: {}";
  file.text.replace(file.text.find(move), move.size(), "move_endpoint: { for: 10s }");
  return {peers::dcerpc_cast(), file, {.variant = "unpatched"}};
}

TEST(SecondFile, unpatched_client_is_refused_at_the_port_that_the_store_has_left) {
  const Rehearsal rehearsal = rehearsal_of({.variant = "unpatched"});
  const RunResult result = rehearsal.play();

  const TraceLines trace(result);
  const std::vector<std::uint16_t> left = trace.ports("closed");
  ASSERT_EQ(1U, left.size());
  EXPECT_FALSE(trace.of("connect_refused").empty());
  EXPECT_FALSE(trace.happenings("connect_failed", "port", left.front()).empty());
}

TEST(SecondFile, unpatched_client_dials_no_other_port_of_the_store) {
  const Rehearsal rehearsal = rehearsal_of({.variant = "unpatched"});
  const RunResult result = rehearsal.play();

  const TraceLines trace(result);
  const std::vector<std::uint16_t> opened = trace.ports("opened");
  ASSERT_EQ(2U, opened.size());
  EXPECT_TRUE(trace.happenings("connected", "port", opened.back()).empty());
}

TEST(SecondFile, unpatched_client_gives_the_second_file_up_after_thirty_seconds_of_refusals) {
  const Rehearsal rehearsal = rehearsal_of({.variant = "unpatched"});
  const RunResult result = rehearsal.play();

  const TraceLines trace(result);
  const auto opened = trace.happenings("call_finished", "operation", "BackupOpenFile");
  const auto given_up = trace.happenings("call_started", "operation", "BackupClose");
  const auto refused = trace.of("connect_refused");
  ASSERT_EQ(2U, opened.size());
  ASSERT_EQ(2U, given_up.size());
  ASSERT_FALSE(refused.empty());
  // The wait for the second file's first block begins when that file is open.
  EXPECT_EQ(nanoseconds(seconds(30)).count(), time_of(given_up[1]) - time_of(opened[1]));
  EXPECT_LT(time_of(opened[1]), time_of(refused.front()));
  EXPECT_GT(time_of(opened[1]) + nanoseconds(seconds(1)).count(), time_of(refused.front()));
}

TEST(SecondFile, unpatched_run_ends_with_the_error_and_event_of_the_article) {
  const Rehearsal rehearsal = rehearsal_of({.variant = "unpatched"});
  const RunResult result = rehearsal.play();

  EXPECT_EQ(world::Outcome::failed, result.ending.outcome);
  EXPECT_EQ("pub.edb", result.ending.file);
  EXPECT_EQ("BackupRead", result.ending.operation);
  EXPECT_EQ(0x102U, result.ending.error);
  EXPECT_EQ(8010U, result.ending.event);
}

TEST(SecondFile, unpatched_client_prints_the_sentence_of_the_article) {
  const Rehearsal rehearsal = rehearsal_of({.variant = "unpatched"});
  const RunResult result = rehearsal.play();

  EXPECT_EQ("The Microsoft Exchange services returned 102 from a call to BackupRead() data.",
            result.ending.message);
}

TEST(SecondFile, unpatched_run_violates_recovery_alone) {
  const Rehearsal rehearsal = rehearsal_of({.variant = "unpatched"});
  const RunResult result = rehearsal.play();

  EXPECT_EQ((std::vector<std::string>{"recovery"}), violated_by(result));
}

TEST(SecondFile, unpatched_run_completes_if_the_store_is_back_before_the_wait_ends) {
  const Rehearsal rehearsal = with_the_store_back();
  const RunResult result = rehearsal.play();

  EXPECT_EQ(world::Outcome::completed, result.ending.outcome);
  EXPECT_LE(seconds(10), result.elapsed);
  EXPECT_GE(seconds(30), result.elapsed);
  EXPECT_EQ(OracleState::held, state_of(result, "bytes_equal"));
}

TEST(SecondFile, unpatched_client_that_waits_without_limit_hangs) {
  const Rehearsal rehearsal =
      rehearsal_of({.variant = "unpatched", .settings = {"world.clients.ntbackup.read_wait=none"}});
  const RunResult result = rehearsal.play();

  EXPECT_EQ(world::Outcome::hung, result.ending.outcome);
  EXPECT_EQ(OracleState::violated, state_of(result, "no_hang"));
}

TEST(SecondFile, patched_run_completes_with_its_files_intact) {
  const Rehearsal rehearsal = rehearsal_of({.variant = "patched"});
  const RunResult result = rehearsal.play();

  EXPECT_EQ(Verdict::passed, result.verdict);
  EXPECT_EQ(world::Outcome::completed, result.ending.outcome);
  const TraceLines trace(result);
  EXPECT_EQ((std::vector<nlohmann::json>{"priv.edb", "pub.edb"}),
            trace.values("file_received", "about"));
  EXPECT_TRUE(violated_by(result).empty());
}

TEST(SecondFile, patched_client_reconnects_at_most_once) {
  const Rehearsal rehearsal = rehearsal_of({.variant = "patched"});
  const RunResult result = rehearsal.play();

  EXPECT_GE(1U, result.metrics.reconnects);
}

TEST(SecondFile, patched_client_is_sent_more_than_both_files_and_sends_less) {
  const Rehearsal rehearsal = rehearsal_of({.variant = "patched"});
  const RunResult result = rehearsal.play();

  constexpr std::uint64_t both_files = std::uint64_t{384} << 10U;
  EXPECT_LT(both_files, result.metrics.bytes_to_client);
  EXPECT_LT(0U, result.metrics.bytes_to_server);
  EXPECT_GT(both_files, result.metrics.bytes_to_server);
}

TEST(SecondFile, patched_client_finds_the_store_at_its_new_port) {
  const Rehearsal rehearsal = rehearsal_of({.variant = "patched"});
  const RunResult result = rehearsal.play();

  const TraceLines trace(result);
  const std::vector<std::uint16_t> opened = trace.ports("opened");
  ASSERT_EQ(2U, opened.size());
  EXPECT_FALSE(trace.happenings("connected", "port", opened.back()).empty());
  EXPECT_TRUE(trace.of("connect_refused").empty());
}

}  // namespace
}  // namespace ripcord::run
