#include "harness/doctor/program_answer.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>

namespace ripcord::doctor {
namespace {

using Clock = std::chrono::steady_clock;

/// Programs that only print a version need far less.
constexpr std::chrono::seconds patience{2};
/// A version stands at the beginning.
constexpr std::size_t output_bytes_max = 16384;

/// Starts `argv` with its output and errors going to `output`; 0 if it could not be started.
pid_t start(std::vector<std::string>& argv, int output) {
  std::vector<char*> words;
  for (std::string& word : argv) words.push_back(word.data());
  words.push_back(nullptr);
  posix_spawn_file_actions_t actions{};
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  ::posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO);
  pid_t child = 0;
  const int failed =
      ::posix_spawnp(&child, words.front(), &actions, nullptr, words.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  return failed == 0 ? child : 0;
}

/// Reads until the other end closes or `limit` has come.
std::string read_until(int input, Clock::time_point limit) {
  std::string text;
  std::array<char, 4096> buffer{};
  while (true) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(limit - Clock::now()).count();
    pollfd wait{.fd = input, .events = POLLIN, .revents = 0};
    if (left <= 0 || ::poll(&wait, 1, static_cast<int>(left)) <= 0) return text;
    const ssize_t count = ::read(input, buffer.data(), buffer.size());
    if (count <= 0) return text;
    const std::size_t room = output_bytes_max - text.size();
    text.append(buffer.data(), std::min(static_cast<std::size_t>(count), room));
  }
}

std::string first_line_of(const std::string& text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string::npos) return {};
  const std::string line = text.substr(begin, text.find('\n', begin) - begin);
  return line.substr(0, line.find_last_not_of(" \t\r") + 1);
}

/// The exit code of `child`, which is killed if it does not end before `limit`.
int wait_for(pid_t child, Clock::time_point limit) {
  constexpr unsigned pause_us = 2000;
  int status = 0;
  while (::waitpid(child, &status, WNOHANG) == 0) {
    if (Clock::now() > limit) ::kill(child, SIGKILL);
    ::usleep(pause_us);
  }
  constexpr int not_by_itself = 256;
  return WIFEXITED(status) ? WEXITSTATUS(status) : not_by_itself;
}

}  // namespace

std::optional<ProgramAnswer> ask_program(std::vector<std::string> argv) {
  std::array<int, 2> pipe{};
  if (::pipe2(pipe.data(), O_CLOEXEC) != 0) return std::nullopt;
  const Clock::time_point limit = Clock::now() + patience;
  const pid_t child = start(argv, pipe[1]);
  ::close(pipe[1]);
  std::optional<ProgramAnswer> answer;
  if (child != 0) {
    const std::string text = read_until(pipe[0], limit);
    answer = ProgramAnswer{.code = wait_for(child, limit), .first_line = first_line_of(text)};
  }
  ::close(pipe[0]);
  return answer;
}

}  // namespace ripcord::doctor
