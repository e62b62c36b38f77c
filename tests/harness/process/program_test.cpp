#include "harness/process/program.hpp"

#include "harness/process/errc.hpp"
#include "tests/harness/process/listening.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>

namespace ripcord::process {
namespace {

using namespace std::chrono_literals;

struct ProgramTest : testing::Test {
  /// Runs `started` to its end.
  Account run(const Command& started) {
    program = start(runtime, started);
    return run_to_end(runtime, *program);
  }

  sockets::Runtime runtime;
  std::unique_ptr<Program> program;
};

TEST_F(ProgramTest, tells_its_exit_code) {
  const Account account = run(shell("exit 7"));

  EXPECT_EQ(Account::End::exited, account.end);
  EXPECT_EQ(7, account.code);
}

TEST_F(ProgramTest, tells_the_signal_that_ended_it) {
  const Account account = run(shell("kill -SEGV $$"));

  EXPECT_EQ(Account::End::signalled, account.end);
  EXPECT_EQ(SIGSEGV, account.signal);
}

TEST_F(ProgramTest, has_its_arguments_as_they_are) {
  run(command({"printf", "%s|", "a b", "$HOME", "*"}));

  EXPECT_EQ("a b|$HOME|*|", program->output().text());
}

TEST_F(ProgramTest, keeps_its_two_streams_apart) {
  run(shell("echo said; echo complained >&2"));

  EXPECT_EQ("said\n", program->output().text());
  EXPECT_EQ("complained\n", program->errors().text());
}

TEST_F(ProgramTest, reads_an_empty_standard_input) {
  const Account account = run(command({"cat"}));

  EXPECT_EQ(0, account.code);
}

TEST_F(ProgramTest, has_no_terminal_to_ask_a_person_on) {
  run(shell("(: </dev/tty) 2>/dev/null && echo asked || echo alone"));

  EXPECT_EQ("alone\n", program->output().text());
}

TEST_F(ProgramTest, inherits_our_environment_with_its_own_variables_over_it) {
  ::setenv("RIPCORD_TEST_KEPT", "kept", 1);
  ::setenv("RIPCORD_TEST_REPLACED", "ours", 1);
  Command echo = shell("echo $RIPCORD_TEST_KEPT $RIPCORD_TEST_REPLACED");
  echo.environment = {{"RIPCORD_TEST_REPLACED", "its own"}};

  run(echo);

  EXPECT_EQ("kept its own\n", program->output().text());
}

TEST_F(ProgramTest, inherits_no_descriptor_of_ours) {
  constexpr int open_here = 50;
  const OwnedDescriptor file(::dup2(STDERR_FILENO, open_here));

  run(shell("[ -e /proc/$$/fd/50 ] && echo leaked || echo closed"));

  EXPECT_EQ("closed\n", program->output().text());
}

TEST_F(ProgramTest, begins_with_no_signal_blocked) {
  run(command({"grep", "^SigBlk", "/proc/self/status"}));

  EXPECT_EQ("SigBlk:\t0000000000000000\n", program->output().text());
}

TEST_F(ProgramTest, cannot_start_where_there_is_no_such_command) {
  EXPECT_EQ(ErrorCode(errc::command_not_found),
            Program::start(runtime, command({"/nowhere/client"})).error());
}

TEST_F(ProgramTest, says_what_the_kernel_has_against_it) {
  const test::TemporaryFolder folder;
  const std::string file = folder.write("client", "neither a script nor a program");
  ::chmod(file.c_str(), 0755);

  const Account account = run(command({file}));

  EXPECT_EQ(Account::End::not_started, account.end);
  EXPECT_EQ(ENOEXEC, account.error);
}

TEST_F(ProgramTest, measures_its_time_on_the_wall) {
  EXPECT_GE(run(command({"sleep", "0.02"})).wall, 20ms);
}

TEST_F(ProgramTest, measures_its_cpu_time) {
  const std::string burn = "import time\nwhile time.process_time() < 0.05: pass";

  EXPECT_GE(run(command({"/usr/bin/python3", "-c", burn})).cpu, 50ms);
}

TEST_F(ProgramTest, counts_the_cpu_time_of_what_it_started) {
  const std::string burn = "import time\nwhile time.process_time() < 0.05: pass";

  EXPECT_GE(run(shell("/usr/bin/python3 -c \"$1\"; true", {burn})).cpu, 50ms);
}

TEST_F(ProgramTest, measures_its_peak_memory) {
  constexpr std::uint64_t taken = std::uint64_t{96} << 20U;

  EXPECT_GE(run(command({"/usr/bin/python3", "-c", "b = b'x' * (96 << 20)"})).peak_bytes, taken);
}

TEST_F(ProgramTest, is_heard_while_it_runs) {
  program = start(runtime, shell("echo up; exec sleep 1000"));

  run_until_output(runtime, *program, "up\n");

  EXPECT_FALSE(program->account());
}

TEST_F(ProgramTest, can_be_asked_to_end) {
  program =
      start(runtime, shell("trap 'echo bye; exit 3' TERM; echo up; while :; do sleep 0.01; done"));
  run_until_output(runtime, *program, "up\n");

  program->terminate();
  const Account account = run_to_end(runtime, *program);

  EXPECT_EQ(3, account.code);
  EXPECT_EQ("up\nbye\n", program->output().text());
}

TEST_F(ProgramTest, can_be_killed) {
  program = start(runtime, shell("trap '' TERM; echo up; while :; do sleep 1; done"));
  run_until_output(runtime, *program, "up\n");

  program->kill();
  const Account account = run_to_end(runtime, *program);

  EXPECT_EQ(SIGKILL, account.signal);
}

io::Task<void> wait(Program& program, Time deadline) { co_await program.wait_until(deadline); }

TEST_F(ProgramTest, is_waited_for_until_a_deadline_only) {
  program = start(runtime, command({"sleep", "1000"}));
  io::Group group(runtime);
  group.spawn(wait(*program, after(runtime.now(), 1ms)));

  runtime.run_until([&group] { return group.empty(); });

  EXPECT_FALSE(program->account());
}

TEST_F(ProgramTest, is_waited_for_until_its_end) {
  program = start(runtime, command({"true"}));
  io::Group group(runtime);
  group.spawn(wait(*program, never));

  runtime.run_until([&group] { return group.empty(); });

  EXPECT_TRUE(program->account());
}

TEST_F(ProgramTest, leaves_nothing_behind_in_the_runtime) {
  program = start(runtime, command({"sleep", "1000"}));

  program.reset();

  EXPECT_EQ(io::LiveCounts{}, runtime.live());
}

}  // namespace
}  // namespace ripcord::process
