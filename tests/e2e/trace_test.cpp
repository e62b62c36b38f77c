#include "tests/e2e/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ripcord::e2e {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

/// The flagship run, kept in `o`.
void play_second_file(const test::TemporaryFolder& here) {
  const std::string file = std::string(RIPCORD_SOURCE_DIR) + "/scenarios/q156715/second_file.yaml";
  ASSERT_EQ(
      0, ripcord(here, {"run", file, "--variant", "unpatched", "--seed", "1", "--out", "o"}).code);
}

TEST(Trace, prints_a_line_for_everything_that_happened) {
  const test::TemporaryFolder here;
  play_second_file(here);

  const test::Finished trace = ripcord(here, {"trace", "o"});

  EXPECT_EQ(0, trace.code);
  EXPECT_THAT(trace.out, HasSubstr("ntbackup>mapper/1 to_server request epmapper.ept_map"));
  EXPECT_THAT(trace.out, HasSubstr("RULE store-moves (move_endpoint, line "));
}

TEST(Trace, prints_what_rules_did_and_nothing_else) {
  const test::TemporaryFolder here;
  play_second_file(here);

  const test::Finished trace = ripcord(here, {"trace", "o", "--faults"});

  EXPECT_THAT(trace.out, HasSubstr("RULE store-moves"));
  EXPECT_THAT(trace.out, Not(HasSubstr("ept_map")));
}

TEST(Trace, prints_units_of_one_operation) {
  const test::TemporaryFolder here;
  play_second_file(here);

  const test::Finished trace =
      ripcord(here, {"trace", "o", "--units", "--operation", "BackupClose"});

  EXPECT_THAT(trace.out, HasSubstr("when: { connection: 1, direction: to_server, pdu: request"));
  EXPECT_THAT(trace.out, Not(HasSubstr("BackupRead")));
}

TEST(Trace, draws_a_picture) {
  const test::TemporaryFolder here;
  play_second_file(here);

  EXPECT_THAT(ripcord(here, {"trace", "o", "--svg"}).out, StartsWith("<svg "));
}

TEST(Trace, says_where_there_is_no_run) {
  const test::TemporaryFolder here;

  const test::Finished trace = ripcord(here, {"trace", "nothing"});

  EXPECT_EQ(3, trace.code);
  EXPECT_THAT(trace.err, HasSubstr("there is no nothing"));
}

TEST(Trace, needs_a_run) {
  const test::TemporaryFolder here;

  EXPECT_EQ(2, ripcord(here, {"trace"}).code);
}

TEST(Explain, tells_why_the_unpatched_client_failed) {
  const test::TemporaryFolder here;
  play_second_file(here);

  const test::Finished explained = ripcord(here, {"explain", "o"});

  EXPECT_EQ(0, explained.code);
  EXPECT_THAT(explained.out, HasSubstr("rule store-moves: move_endpoint information-store 49153"));
  EXPECT_THAT(
      explained.out,
      ContainsRegex(
          "connect to port 49152, where it no longer listens, and is refused, [0-9]+ times"));
  EXPECT_THAT(explained.out, HasSubstr("gives up: BackupRead of pub.edb: error 258"));
}

TEST(Explain, needs_a_run) {
  const test::TemporaryFolder here;

  EXPECT_EQ(2, ripcord(here, {"explain"}).code);
}

}  // namespace
}  // namespace ripcord::e2e
