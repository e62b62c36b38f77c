// The program as a generator of load, and as the server that bears it.
#include "tests/e2e/program.hpp"
#include "tests/support/json_schema.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace ripcord::e2e {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::StartsWith;

constexpr std::string_view served =
    "format: 1\n"
    "name: w\n"
    "world:\n"
    "  services:\n"
    "    - { name: greeter, interface: echo, endpoint: dynamic }\n"
    "    - name: printer\n"
    "      interface: { name: spool, uuid: 12345678-1234-abcd-ef00-0123456789ab }\n"
    "      endpoint: dynamic\n"
    "      operations: { 1: { reply: '2a00' }, 2: { fault: 0x1c000012 } }\n";

constexpr const char* spool = "12345678-1234-abcd-ef00-0123456789ab";

class LoadTest : public testing::Test {
 protected:
  /// Loads the server for a tenth of a second.
  test::Finished load(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(),
                     {"load",
                      "--server",
                      address_in(ready, "mapper"),
                      "--warm-up",
                      "10ms",
                      "--duration",
                      "100ms",
                      "--out",
                      "o"});
    return ripcord(here, std::move(arguments));
  }
  [[nodiscard]] json result() const { return json::parse(here.read("o/result.json")).at("load"); }

  test::TemporaryFolder here;
  std::string file = here.write("w.yaml", served);
  test::BackgroundProgram server{command(here, {"serve", file, "--mapper-port", "0"})};
  std::string ready = server.await_line("ready");
};

TEST_F(LoadTest, calls_as_fast_as_it_gets_answers_in_a_closed_loop) {
  const test::Finished loaded = load({"--connections", "4"});

  EXPECT_EQ(0, loaded.code) << loaded.err;
  EXPECT_THAT(loaded.out, StartsWith("closed loop, 4 connections: "));
  EXPECT_THAT(loaded.out, HasSubstr("service time, closed loop"));
  EXPECT_EQ("closed", result().at("mode"));
  EXPECT_GT(result().at("answers"), 0);
  EXPECT_EQ(0, result().at("failures"));
}

TEST_F(LoadTest, leaves_a_result_that_its_schema_allows) {
  ASSERT_EQ(0, load({"--connections", "4"}).code);

  EXPECT_THAT(
      test::schema_violations(ripcord(here, {"schema", "result"}).out, here.read("o/result.json")),
      testing::IsEmpty());
}

TEST_F(LoadTest, makes_every_call_of_an_open_loop) {
  const test::Finished loaded = load({"--rate", "500", "--arrivals", "constant"});

  EXPECT_EQ(0, loaded.code) << loaded.err;
  // 110 ms with a call each 2 ms from 0 on; those from 10 ms on count.
  EXPECT_EQ(50, result().at("answers"));
  EXPECT_EQ(50, result().at("lag").at("count"));
  EXPECT_THAT(loaded.out, HasSubstr("latency, from the intended start"));
}

TEST_F(LoadTest, leaves_histograms_for_plotters) {
  load({});

  EXPECT_THAT(here.read("o/latency.hgrm"), HasSubstr("1/(1-Percentile)"));
  EXPECT_THAT(here.read("o/service.hgrm"), HasSubstr("#[Mean"));
}

TEST_F(LoadTest, calls_any_operation_of_anybody) {
  const test::Finished loaded = load({"--interface", spool, "--opnum", "1", "--stub", "00"});

  EXPECT_EQ(0, loaded.code) << loaded.err;
  EXPECT_GT(result().at("answers"), 0);
}

TEST_F(LoadTest, reaches_nobody_where_the_first_call_fails) {
  const test::Finished loaded = load({"--interface", spool, "--opnum", "2"});

  EXPECT_EQ(3, loaded.code);
  EXPECT_THAT(loaded.err, HasSubstr("fault nca_s_fault_unspec (0x1c000012)"));
}

TEST_F(LoadTest, says_what_makes_no_sense) {
  EXPECT_EQ(2, load({"--operation", "AddTwo"}).code);
  EXPECT_EQ(2, load({"--interface", spool}).code);
  EXPECT_EQ(2, load({"--opnum", "1"}).code);
  EXPECT_EQ(2, load({"--arrivals", "constant"}).code);
  EXPECT_EQ(2, load({"--rate", "0"}).code);
}

}  // namespace
}  // namespace ripcord::e2e
