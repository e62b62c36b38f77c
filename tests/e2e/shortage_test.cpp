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

// Without a descriptor the sanitizers take every object for a broken one: they open a pipe to look.
#if defined(__SANITIZE_ADDRESS__)
constexpr bool can_be_limited = false;
#else
constexpr bool can_be_limited = true;
#endif

/// 64 clients at once, each with a connection to the mapper and one to the service.
const std::string crowd_world =
    "format: 1\n"
    "name: crowd\n"
    "transports: [tcp]\n"
    "limits: { wall: 50s }\n"
    "world:\n"
    "  services: [ { name: echo, interface: echo } ]\n"
    "  clients: { c: { kind: echo, count: 64 } }\n"
    "workload: [ echo: { client: c, service: echo, times: 3 } ]\n"
    "expect: { all: { outcome: completed } }\n";

class FewDescriptors : public testing::Test {
 protected:
  void SetUp() override {
    if (!can_be_limited) GTEST_SKIP() << "sanitizers need descriptors of their own";
    here_.write("x.yaml", crowd_world);
  }
  /// Plays the crowd in a process that may have so many descriptors, its three streams included.
  [[nodiscard]] test::Finished play_with(unsigned descriptors) const {
    test::Command limited = command(here_, {"run", "x.yaml", "--out", "o"});
    limited.argv.insert(
        limited.argv.begin(),
        {"/bin/sh", "-c", "ulimit -n " + std::to_string(descriptors) + "; exec \"$@\"", "sh"});
    return test::run_to_end(limited);
  }

  test::TemporaryFolder here_;
};

TEST_F(FewDescriptors, end_a_run_that_needs_more) {
  const test::Finished run = play_with(40);

  EXPECT_EQ(3, run.code) << run.err;
  EXPECT_THAT(run.out, HasSubstr("actual     harness: Too many open files"));
}

TEST_F(FewDescriptors, leave_the_trace_of_what_was_played) {
  ASSERT_EQ(3, play_with(40).code);

  const test::Finished trace = ripcord(here_, {"trace", "o"});

  EXPECT_EQ(0, trace.code);
  EXPECT_THAT(trace.out, HasSubstr("c.64>mapper/1 connect_requested"));
}

// The streams, a folder's journal, and not one for the network.
TEST_F(FewDescriptors, end_a_run_that_cannot_have_a_socket) {
  const test::Finished run = play_with(5);

  EXPECT_EQ(3, run.code) << run.err;
  EXPECT_THAT(run.out + run.err, HasSubstr("Too many open files"));
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
