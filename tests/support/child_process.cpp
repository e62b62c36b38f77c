#include "tests/support/child_process.hpp"

#include "tests/support/temporary_folder.hpp"
#include "transports/base/assert.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <thread>

extern char** environ;

namespace ripcord::test {
namespace {

using Clock = std::chrono::steady_clock;

// Long enough for a sanitized build on a busy machine; a program that needs more hangs.
constexpr std::chrono::minutes time_limit{1};
constexpr std::chrono::milliseconds poll_interval{5};

/// Pointers as the system wants them; `words` must outlive them.
std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> result;
  for (std::string& word : words) result.push_back(word.data());
  result.push_back(nullptr);
  return result;
}

std::vector<std::string> environment_with(const std::vector<std::string>& added) {
  std::vector<std::string> all(added);
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string text(*variable);
    const std::string name = text.substr(0, text.find('=') + 1);
    const auto replaced = [&](const std::string& other) { return other.starts_with(name); };
    if (std::find_if(added.begin(), added.end(), replaced) == added.end()) all.push_back(text);
  }
  return all;
}

pid_t start(Command command, const TemporaryFolder& streams) {
  posix_spawn_file_actions_t actions{};
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  const std::string out = streams / "out";
  const std::string err = streams / "err";
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, out.c_str(), O_WRONLY | O_CREAT, 0600);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, err.c_str(), O_WRONLY | O_CREAT, 0600);
  if (!command.folder.empty())
    posix_spawn_file_actions_addchdir_np(&actions, command.folder.c_str());
  std::vector<std::string> environment = environment_with(command.environment);
  pid_t child = 0;
  const int failed = posix_spawn(&child,
                                 command.argv.front().c_str(),
                                 &actions,
                                 nullptr,
                                 pointers(command.argv).data(),
                                 pointers(environment).data());
  posix_spawn_file_actions_destroy(&actions);
  RIPCORD_ASSERT(failed == 0);
  return child;
}

/// Waits for the child's end, calling `poll` now and then; returns its exit code.
int wait_for(pid_t child, const std::function<void()>& poll) {
  const Clock::time_point limit = Clock::now() + time_limit;
  int status = 0;
  while (::waitpid(child, &status, WNOHANG) == 0) {
    poll();
    if (Clock::now() > limit) ::kill(child, SIGKILL);
    std::this_thread::sleep_for(poll_interval);
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

Finished run_to_end(const Command& command) {
  const TemporaryFolder streams;
  const int code = wait_for(start(command, streams), [] {});
  return {.code = code, .out = streams.read("out"), .err = streams.read("err")};
}

Finished run_until(const Command& command, const SignalOnFile& event) {
  const TemporaryFolder streams;
  const pid_t child = start(command, streams);
  bool sent = false;
  const int code = wait_for(child, [&] {
    if (sent || !std::filesystem::exists(event.path)) return;
    ::kill(child, event.signal);
    sent = true;
  });
  return {.code = code, .out = streams.read("out"), .err = streams.read("err")};
}

BackgroundProgram::BackgroundProgram(const Command& command) : child_(start(command, streams_)) {}

BackgroundProgram::~BackgroundProgram() {
  if (!ended_) static_cast<void>(end_by(SIGKILL));
}

std::string BackgroundProgram::await_line(const std::string& beginning) {
  return await("out", beginning);
}

std::string BackgroundProgram::await_error(const std::string& beginning) {
  return await("err", beginning);
}

void BackgroundProgram::signal(int signal) const { ::kill(child_, signal); }

std::string BackgroundProgram::await(const std::string& stream, const std::string& beginning) {
  const Clock::time_point limit = Clock::now() + time_limit;
  while (!ended_ && Clock::now() < limit) {
    const std::string out = "\n" + streams_.read(stream);
    const std::size_t line = out.find("\n" + beginning);
    const std::size_t end = out.find('\n', std::min(line, out.size() - 1) + 1);
    if (line != std::string::npos && end != std::string::npos)
      return out.substr(line + 1, end - line - 1);
    siginfo_t state{};
    const int waited =
        ::waitid(P_PID, static_cast<id_t>(child_), &state, WEXITED | WNOHANG | WNOWAIT);
    if (waited == 0 && state.si_pid == child_) break;
    std::this_thread::sleep_for(poll_interval);
  }
  return {};
}

Finished BackgroundProgram::end_by(int signal) {
  ended_ = true;
  ::kill(child_, signal);
  const int code = wait_for(child_, [] {});
  return {.code = code, .out = streams_.read("out"), .err = streams_.read("err")};
}

}  // namespace ripcord::test
