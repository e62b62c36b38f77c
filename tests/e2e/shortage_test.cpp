#include "tests/e2e/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

// What the kernel refuses is told as what it is, and blamed on nobody else.
namespace ripcord::e2e {
namespace {

using testing::HasSubstr;

struct Refusal {
  std::string call;
  /// By its name in errno.h, and by its text.
  std::string error;
  std::string text;
};

void PrintTo(const Refusal& refusal, std::ostream* out) {
  *out << refusal.error << " of " << refusal.call;
}

/// Runs the program, to which the kernel refuses that.
test::Finished refused(const test::TemporaryFolder& here,
                       const Refusal& refusal,
                       std::vector<std::string> arguments) {
  test::Command denied = command(here, std::move(arguments));
  denied.argv.insert(denied.argv.begin(),
                     {"/usr/bin/python3",
                      std::string(RIPCORD_SOURCE_DIR) + "/tests/e2e/programs/deny.py",
                      refusal.call,
                      refusal.error});
  // It looks at the end for what leaked by means that it may not have.
  denied.environment.emplace_back("ASAN_OPTIONS=detect_leaks=0");
  return test::run_to_end(denied);
}

const std::string echo_world =
    "format: 1\n"
    "name: scarce\n"
    "transports: [tcp]\n"
    "world:\n"
    "  services: [ { name: echo, interface: echo } ]\n"
    "  clients: { c: { kind: echo, call_timeout: 200ms, connect_timeout: 200ms } }\n"
    "workload: [ echo: { client: c, service: echo } ]\n"
    "expect: { all: { outcome: completed } }\n";

class Refused : public testing::TestWithParam<Refusal> {};

TEST_P(Refused, is_told_by_a_server_that_cannot_listen) {
  const test::TemporaryFolder here;
  here.write("x.yaml", echo_world);

  const test::Finished run = refused(here, GetParam(), {"serve", "x.yaml", "--mapper-port", "0"});

  EXPECT_EQ(3, run.code);
  EXPECT_THAT(run.err, HasSubstr("cannot listen at"));
  EXPECT_THAT(run.err, HasSubstr(GetParam().text));
}

TEST_P(Refused, is_told_by_a_proxy_that_cannot_listen) {
  const test::TemporaryFolder here;

  const test::Finished run =
      refused(here, GetParam(), {"proxy", "--listen", "127.0.0.1:0", "--upstream", "127.0.0.1:1"});

  EXPECT_EQ(3, run.code);
  EXPECT_THAT(run.err, HasSubstr("cannot listen at 127.0.0.1:0: " + GetParam().text));
}

TEST_P(Refused, is_told_by_a_run_that_cannot_begin) {
  const test::TemporaryFolder here;
  here.write("x.yaml", echo_world);

  const test::Finished run = refused(here, GetParam(), {"run", "x.yaml"});

  EXPECT_EQ(3, run.code);
  EXPECT_THAT(run.out, HasSubstr(GetParam().text));
}

INSTANTIATE_TEST_SUITE_P(
    Errors,
    Refused,
    testing::Values(Refusal{"socket", "EMFILE", "Too many open files"},
                    Refusal{"socket", "ENFILE", "Too many open files in system"},
                    Refusal{"bind", "EACCES", "Permission denied"}),
    [](const testing::TestParamInfo<Refusal>& refusal) { return refusal.param.error; });

TEST(Shortage, is_told_by_a_client_that_cannot_connect) {
  const test::TemporaryFolder here;

  const test::Finished run = refused(
      here, {.call = "socket", .error = "ENFILE"}, {"client", "lookup", "--server", "127.0.0.1:1"});

  EXPECT_EQ(3, run.code);
  EXPECT_THAT(run.err, HasSubstr("Too many open files in system"));
}

TEST(Shortage, of_descriptors_in_a_run_is_no_failure_of_its_peers) {
  const test::TemporaryFolder here;
  here.write("x.yaml", echo_world);

  const test::Finished run =
      refused(here, {.call = "accept4", .error = "ENFILE"}, {"run", "x.yaml"});

  EXPECT_EQ(3, run.code) << run.out;
  EXPECT_THAT(run.out, HasSubstr("actual     harness: Too many open files in system"));
}

class NoJournal : public testing::TestWithParam<Refusal> {};

// Before anything is played: what comes cannot be played again.
TEST_P(NoJournal, is_an_error_of_a_live_run) {
  const test::TemporaryFolder here;
  here.write("x.yaml", echo_world);

  const test::Finished run = refused(here, GetParam(), {"run", "x.yaml", "--out", "o"});

  EXPECT_EQ(3, run.code);
  EXPECT_THAT(run.out, HasSubstr("cannot write o/x/base/tcp-1/trace.journal: " + GetParam().text));
}

TEST_P(NoJournal, is_an_error_of_a_proxy) {
  const test::TemporaryFolder here;

  const test::Finished run =
      refused(here,
              GetParam(),
              {"proxy", "--listen", "127.0.0.1:0", "--upstream", "127.0.0.1:1", "--out", "o"});

  EXPECT_EQ(3, run.code);
  EXPECT_THAT(run.err, HasSubstr("trace.journal: " + GetParam().text));
}

INSTANTIATE_TEST_SUITE_P(Errors,
                         NoJournal,
                         testing::Values(Refusal{"fallocate", "ENOSPC", "No space left on device"},
                                         Refusal{"fallocate", "EIO", "Input/output error"}),
                         [](const testing::TestParamInfo<Refusal>& refusal) {
                           return refusal.param.error;
                         });

}  // namespace
}  // namespace ripcord::e2e
