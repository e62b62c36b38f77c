// Who may live how long. Each program here holds the writing end of a fifo open, and so does all
// that it starts: the fifo's end is the moment at which the last of them is gone.
#include "harness/process/program.hpp"
#include "tests/harness/process/listening.hpp"
#include "tests/support/temporary_folder.hpp"
#include "transports/base/assert.hpp"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <string>

namespace ripcord::process {
namespace {

/// Its own group, another group, another session, and a daemon: none of them ever ends by itself.
constexpr const char* family =
    "exec 9> \"$1\"; sleep 1000 & setsid sleep 1000 & (setsid sh -c 'sleep 1000 & sleep 1000' &) & "
    "echo up; ";

struct Lifetime : testing::Test {
  Lifetime() {
    const int made = ::mkfifo(fifo.c_str(), 0600);
    RIPCORD_ASSERT(made == 0);
    reading = OwnedDescriptor(::open(fifo.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    // From now on reads wait, until the last writer is gone.
    ::fcntl(reading.native(), F_SETFL, 0);
  }

  /// Waits for the end of all writers; whoever hangs here has found a survivor.
  void wait_for_the_last() const {
    char byte = 0;
    while (::read(reading.native(), &byte, 1) > 0) {
    }
  }

  test::TemporaryFolder folder;
  const std::string fifo = folder / "alive";
  OwnedDescriptor reading;
};

TEST_F(Lifetime, of_a_family_ends_with_the_object) {
  sockets::Runtime runtime;
  std::unique_ptr<Program> program =
      start(runtime, shell(std::string(family) + "exec sleep 1000", {fifo}));
  run_until_output(runtime, *program, "up\n");

  program.reset();

  wait_for_the_last();
  SUCCEED();
}

TEST_F(Lifetime, of_what_a_program_leaves_behind_ends_with_the_program) {
  sockets::Runtime runtime;
  const std::unique_ptr<Program> program =
      start(runtime, shell(std::string(family) + "exit 5", {fifo}));

  const Account account = run_to_end(runtime, *program);

  EXPECT_EQ(5, account.code);
  wait_for_the_last();
}

/// A process that has started the family, has said so, and waits for its own end.
[[noreturn]] void start_and_wait(const std::string& fifo, int saying) {
  sockets::Runtime runtime;
  const std::unique_ptr<Program> program =
      start(runtime, shell(std::string(family) + "exec sleep 1000", {fifo}));
  run_until_output(runtime, *program, "up\n");
  RIPCORD_ASSERT(::write(saying, "s", 1) == 1);
  for (;;) ::pause();
}

struct KilledBy : Lifetime, testing::WithParamInterface<int> {};

TEST_P(KilledBy, ends_the_family_too) {
  std::array<int, 2> ends{};
  ASSERT_EQ(0, ::pipe(ends.data()));
  const pid_t harness = ::fork();
  if (harness == 0) start_and_wait(fifo, ends[1]);
  char started = 0;
  ASSERT_EQ(1, ::read(ends[0], &started, 1));

  ::kill(harness, GetParam());
  ::waitpid(harness, nullptr, 0);

  wait_for_the_last();
  ::close(ends[0]);
  ::close(ends[1]);
}

INSTANTIATE_TEST_SUITE_P(Harness,
                         KilledBy,
                         testing::Values(SIGKILL, SIGTERM),
                         [](const testing::TestParamInfo<int>& signal) {
                           return signal.param == SIGKILL ? "kill" : "term";
                         });

}  // namespace
}  // namespace ripcord::process
