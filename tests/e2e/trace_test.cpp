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

  EXPECT_THAT(trace.out,
              HasSubstr("when: { client: ntbackup, service: information-store, connection: 1, "
                        "direction: to_server, pdu: request"));
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

/// A run of one echo call, kept in `o`, with the bytes that `payload` names.
void play_echo(const test::TemporaryFolder& here, const std::string& payload) {
  here.write("echo.yaml", one_echo());
  ASSERT_EQ(0, ripcord(here, {"run", "echo.yaml", "--payload", payload, "--out", "o"}).code);
}

TEST(Export, is_a_request_that_can_be_sent_again) {
  const test::TemporaryFolder here;
  play_echo(here, "full");
  ASSERT_EQ(
      0,
      ripcord(here, {"trace", "o", "--operation", "AddOne", "--call", "1", "--export", "r.json"})
          .code);
  test::BackgroundProgram server(command(here, {"serve", "echo.yaml", "--mapper-port", "0"}));
  const std::string mapper = address_in(server.await_line("ready"), "mapper");

  const test::Finished answer =
      ripcord(here, {"client", "call", "--request", "r.json", "--server", mapper});

  EXPECT_EQ(0, answer.code) << answer.err;
  EXPECT_EQ(9U, answer.out.size());
}

TEST(Export, says_that_the_trace_has_not_kept_the_bytes) {
  const test::TemporaryFolder here;
  play_echo(here, "headers");

  const test::Finished trace =
      ripcord(here, {"trace", "o", "--operation", "AddOne", "--call", "1", "--export", "r.json"});

  EXPECT_EQ(3, trace.code);
  EXPECT_THAT(trace.err, HasSubstr("--payload full"));
}

TEST(Export, says_that_there_is_no_such_call) {
  const test::TemporaryFolder here;
  play_echo(here, "full");

  const test::Finished trace =
      ripcord(here, {"trace", "o", "--operation", "AddOne", "--call", "2", "--export", "r.json"});

  EXPECT_EQ(3, trace.code);
  EXPECT_THAT(trace.err, HasSubstr("no such call"));
}

TEST(Export, needs_to_know_which_call) {
  const test::TemporaryFolder here;

  EXPECT_EQ(2, ripcord(here, {"trace", "o", "--export", "r.json"}).code);
}

TEST(Call, refuses_a_file_that_is_no_request) {
  const test::TemporaryFolder here;
  here.write("r.json", "{}");

  const test::Finished call = ripcord(here, {"client", "call", "--request", "r.json"});

  EXPECT_EQ(3, call.code);
  EXPECT_THAT(call.err, HasSubstr("r.json is no request"));
}

TEST(Payload, of_headers_ends_before_what_a_caller_sent) {
  const test::TemporaryFolder here;
  play_echo(here, "headers");

  // A request's header is 24 bytes, the stub of AddOne 4.
  EXPECT_THAT(here.read("o/echo/base/sim-1/trace.jsonl"),
              ContainsRegex("\"operation\":\"AddOne\".*\"bytes\":28,\"digest\":\"[0-9a-f]{16}\","
                            "\"payload\":\"[0-9a-f]{48}\""));
}

TEST(Payload, of_nothing_is_in_no_line) {
  const test::TemporaryFolder here;
  play_echo(here, "none");

  EXPECT_THAT(here.read("o/echo/base/sim-1/trace.jsonl"), Not(HasSubstr("\"payload\"")));
}

}  // namespace
}  // namespace ripcord::e2e
