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
#include <string_view>

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

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool has_version(std::string_view line) {
  for (std::size_t dot = line.find('.'); dot != std::string_view::npos;
       dot = line.find('.', dot + 1)) {
    const bool is_inside = dot > 0 && dot + 1 < line.size();
    if (is_inside && is_digit(line[dot - 1]) && is_digit(line[dot + 1])) return true;
  }
  return false;
}

std::string trimmed(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return std::string(line.substr(begin, line.find_last_not_of(" \t\r") + 1 - begin));
}

/// The first line that has a number with a point, as versions are; else the first that is not
/// empty. Some programs warn before they answer.
std::string telling_line_of(std::string_view text) {
  std::string first;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string line = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (has_version(line)) return line;
    if (first.empty()) first = line;
  }
  return first;
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
    answer = ProgramAnswer{.code = wait_for(child, limit), .telling_line = telling_line_of(text)};
  }
  ::close(pipe[0]);
  return answer;
}

}  // namespace ripcord::doctor
