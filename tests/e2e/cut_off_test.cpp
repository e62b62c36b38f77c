#include "tests/e2e/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <string>

// Whoever is killed leaves what he had told until then.
namespace ripcord::e2e {
namespace {

using testing::HasSubstr;

/// Calls AddOne three times, makes the file `mark`, and sleeps.
std::string long_nap(const test::TemporaryFolder& here) {
  return "format: 1\n"
         "name: nap\n"
         "transports: [tcp]\n"
         "requires: [python3]\n"
         "world:\n"
         "  services: [ { name: greeter, interface: echo, endpoint: dynamic } ]\n"
         "  clients:\n"
         "    caller: { kind: echo }\n"
         "    marker: { kind: foreign, client: { command: [touch, \"" +
         (here / "mark") +
         "\"] } }\n"
         "workload:\n"
         "  - echo: { client: caller, service: greeter, operation: AddOne, times: 3 }\n"
         "  - run: { client: marker, service: greeter }\n"
         "  - sleep: { for: 60s }\n"
         "expect: { all: { outcome: completed } }\n";
}

class CutOff : public testing::Test {
 protected:
  CutOff() { here_.write("nap.yaml", long_nap(here_)); }

  /// Kills a live run in the middle; its run folder is `o`.
  void kill_run() const {
    const test::Finished run = test::run_until(command(here_, {"run", "nap.yaml", "--out", "o"}),
                                               {SIGKILL, here_ / "mark"});
    ASSERT_EQ(128 + SIGKILL, run.code);
  }

  test::TemporaryFolder here_;
};

TEST_F(CutOff, run_has_its_trace_up_to_there) {
  kill_run();

  const test::Finished trace = ripcord(here_, {"trace", "o", "--operation", "AddOne", "--units"});

  EXPECT_EQ(0, trace.code);
  EXPECT_THAT(trace.out, HasSubstr("call: 3, fragment: 1"));
  EXPECT_THAT(trace.err, HasSubstr("incomplete"));
}

TEST_F(CutOff, run_is_explained_up_to_there) {
  kill_run();

  EXPECT_THAT(ripcord(here_, {"explain", "o"}).out, HasSubstr("the run was cut off here"));
}

TEST_F(CutOff, run_is_reported_as_incomplete) {
  kill_run();

  const test::Finished report = ripcord(here_, {"report", "o"});

  EXPECT_EQ(3, report.code);
  EXPECT_THAT(report.out, HasSubstr("incomplete: nap [base] tcp seed 1"));
  EXPECT_TRUE(here_.has("o/nap/base/tcp-1/trace.jsonl"));
  EXPECT_TRUE(here_.has("o/nap/base/tcp-1/capture.pcapng"));
  EXPECT_FALSE(here_.has("o/nap/base/tcp-1/trace.journal"));
}

TEST_F(CutOff, run_is_reported_again_as_it_was) {
  kill_run();
  ASSERT_EQ(3, ripcord(here_, {"report", "o"}).code);
  const std::string before = here_.read("o/report.html");

  ASSERT_EQ(3, ripcord(here_, {"report", "o"}).code);

  EXPECT_EQ(before, here_.read("o/report.html"));
}

TEST_F(CutOff, proxy_has_its_trace_up_to_there) {
  here_.write("echo.yaml", one_echo());
  test::BackgroundProgram server(command(here_, {"serve", "echo.yaml", "--mapper-port", "0"}));
  const std::string mapper = address_in(server.await_line("ready"), "mapper");
  test::BackgroundProgram proxy(
      command(here_, {"proxy", "--listen", "127.0.0.1:0", "--upstream", mapper, "--out", "o"}));
  const std::string ready = proxy.await_line("ready");
  const std::string door = ready.substr(6, ready.find(" -> ") - 6);
  ASSERT_EQ(0, ripcord(here_, {"client", "echo", "--server", door, "--operation", "AddOne"}).code);
  ASSERT_EQ(128 + SIGKILL, proxy.end_by(SIGKILL).code);

  const test::Finished trace = ripcord(here_, {"trace", "o", "--units"});

  EXPECT_EQ(0, trace.code);
  EXPECT_THAT(trace.out, HasSubstr("epmapper.ept_map"));
  EXPECT_THAT(trace.out, HasSubstr("echo.AddOne"));
}

TEST_F(CutOff, run_that_comes_to_its_end_leaves_no_journal) {
  here_.write("echo.yaml", one_echo());

  ASSERT_EQ(0, ripcord(here_, {"run", "echo.yaml", "--transport", "tcp", "--out", "o"}).code);

  EXPECT_TRUE(here_.has("o/echo/base/tcp-1/trace.jsonl"));
  EXPECT_FALSE(here_.has("o/echo/base/tcp-1/trace.journal"));
}

}  // namespace
}  // namespace ripcord::e2e
