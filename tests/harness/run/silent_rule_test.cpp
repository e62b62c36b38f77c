// A rule that never strikes: it fails its run, unless that was allowed, and changes nothing else.
#include "harness/peers/dcerpc_cast.hpp"
#include "tests/harness/run/rehearsal.hpp"
#include "transports/trace/json_lines.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace ripcord::run {
namespace {

/// One backup of two files that goes well, with `faults`, the lines of that block.
Rehearsal backup_with(std::string_view faults) {
  std::string text = R"(format: 1
name: quiet
world:
  services:
    - name: store
      interface: backup
      endpoint: dynamic
      files: [ { name: a.edb, size: 16KiB }, { name: b.edb, size: 16KiB } ]
  clients: { user: { kind: backup } }
workload: [ { backup: { client: user, service: store } } ]
expect: { all: { outcome: completed } }
faults:
)";
  text += faults;
  return {peers::dcerpc_cast(), {.file = "quiet.yaml", .text = text}};
}

constexpr std::string_view third_close =
    "  - { id: third-close, when: { event: file_closed, nth: 3 }, do: { move_endpoint: {} } }\n";
constexpr std::string_view third_close_if_any =
    "  - { id: third-close, optional: true, when: { event: file_closed, nth: 3 },"
    " do: { move_endpoint: {} } }\n";
constexpr std::string_view never =
    "  - { id: never, optional: true, when: { pdu: response, probability: 0% }, do: { reset: {} } "
    "}\n";
constexpr std::string_view no_such_pdu =
    "  - { id: none, optional: true, when: { pdu: shutdown }, do: { reset: {} } }\n";
constexpr std::string_view no_rules = "  []\n";

TEST(SilentRule, fails_its_run) {
  const Rehearsal rehearsal = backup_with(third_close);
  const RunResult result = rehearsal.play();

  EXPECT_EQ(world::Outcome::completed, result.ending.outcome);
  EXPECT_EQ(Verdict::failed, result.verdict);
}

TEST(SilentRule, is_named_with_the_line_and_the_reason) {
  const Rehearsal rehearsal = backup_with(third_close);
  const RunResult result = rehearsal.play();

  ASSERT_TRUE(result.failure.has_value());
  EXPECT_EQ("rules.third-close.fired", result.failure->field);
  EXPECT_EQ(13U, result.failure->line);
  ASSERT_EQ(1U, result.rules.size());
  EXPECT_EQ(2U, result.rules.front().matched);
  EXPECT_NE("", result.rules.front().why_not);
  EXPECT_EQ("0: " + result.rules.front().why_not, result.failure->actual);
}

TEST(SilentRule, passes_if_it_is_optional) {
  const Rehearsal rehearsal = backup_with(third_close_if_any);
  const RunResult result = rehearsal.play();

  EXPECT_EQ(Verdict::passed, result.verdict);
  EXPECT_EQ(0U, result.rules.front().fired);
  EXPECT_NE("", result.rules.front().why_not);
}

TEST(SilentRule, of_probability_zero_leaves_the_trace_as_without_it) {
  const Rehearsal with = backup_with(never);
  const Rehearsal without = backup_with(no_rules);
  const RunResult quiet = with.play(5);
  const RunResult bare = without.play(5);

  EXPECT_EQ(trace::json_lines(*bare.trace), trace::json_lines(*quiet.trace));
  EXPECT_EQ(bare.trace_hash, quiet.trace_hash);
}

TEST(SilentRule, that_matches_nothing_leaves_the_trace_as_without_it) {
  const Rehearsal with = backup_with(no_such_pdu);
  const Rehearsal without = backup_with(no_rules);
  const RunResult quiet = with.play(5);
  const RunResult bare = without.play(5);

  EXPECT_EQ(trace::json_lines(*bare.trace), trace::json_lines(*quiet.trace));
  EXPECT_EQ(bare.trace_hash, quiet.trace_hash);
}

}  // namespace
}  // namespace ripcord::run
