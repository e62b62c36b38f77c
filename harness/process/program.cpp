#include "harness/process/program.hpp"

#include "harness/process/find_program.hpp"
#include "harness/process/keeper.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

namespace ripcord::process {
namespace {

ErrorCode last_error() { return {errno, boost::system::system_category()}; }

struct PipeEnds {
  OwnedDescriptor reading;
  OwnedDescriptor writing;
};

/// A pipe whose writer needs fear no SIGPIPE.
Result<PipeEnds> make_control() {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) return last_error();
  return PipeEnds{OwnedDescriptor(ends[0]), OwnedDescriptor(ends[1])};
}

Result<PipeEnds> make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return last_error();
  return PipeEnds{OwnedDescriptor(ends[0]), OwnedDescriptor(ends[1])};
}

/// This process's environment with the command's laid over it, as `NAME=value`.
std::vector<std::string> environment_of(const Command& command) {
  std::vector<std::string> all;
  for (const Variable& variable : command.environment)
    all.push_back(variable.name + "=" + variable.value);
  for (char** ours = environ; ours != nullptr && *ours != nullptr; ++ours) {
    const std::string_view text = *ours;
    const std::string_view name = text.substr(0, text.find('='));
    const bool replaced = std::ranges::any_of(
        command.environment, [&](const Variable& variable) { return variable.name == name; });
    if (!replaced) all.emplace_back(text);
  }
  return all;
}

/// As execve takes them; `words` outlive the pointers.
std::vector<char*> pointers_to(std::vector<std::string>& words) {
  std::vector<char*> pointers;
  pointers.reserve(words.size() + 1);
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  return pointers;
}

/// Forks a keeper that follows `orders`; returns its process id.
Result<pid_t> fork_keeper(const Orders& orders) {
  // No handler of ours may run in the fork.
  sigset_t all;
  sigset_t before;
  ::sigfillset(&all);
  ::pthread_sigmask(SIG_SETMASK, &all, &before);
  const pid_t forked = ::fork();
  if (forked == 0) keep(orders);
  const ErrorCode error = last_error();
  ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
  if (forked < 0) return error;
  return forked;
}

}  // namespace

Result<std::unique_ptr<Program>> Program::start(sockets::Runtime& runtime, const Command& command) {
  const Result<std::string> path = find_program(command);
  if (!path) return path.error();
  const OwnedDescriptor input(::open("/dev/null", O_RDWR | O_CLOEXEC));
  if (input.native() < 0) return last_error();
  Result<PipeEnds> control = make_control();
  if (!control) return control.error();
  Result<PipeEnds> report = make_pipe();
  if (!report) return report.error();
  Result<PipeEnds> output = make_pipe();
  if (!output) return output.error();
  Result<PipeEnds> errors = make_pipe();
  if (!errors) return errors.error();

  std::vector<std::string> argv = command.argv;
  std::vector<std::string> environment = environment_of(command);
  const std::vector<char*> argv_pointers = pointers_to(argv);
  const std::vector<char*> environment_pointers = pointers_to(environment);
  const Result<pid_t> keeper = fork_keeper({.path = path->c_str(),
                                            .argv = argv_pointers.data(),
                                            .environment = environment_pointers.data(),
                                            .input = input.native(),
                                            .output = output->writing.native(),
                                            .errors = errors->writing.native(),
                                            .control = control->reading.native(),
                                            .report = report->writing.native()});
  if (!keeper) return keeper.error();
  Ends ends{.keeper = *keeper,
            .control = std::move(control->writing),
            .report = std::move(report->reading),
            .output = std::move(output->reading),
            .errors = std::move(errors->reading)};
  return std::unique_ptr<Program>(new Program(runtime, std::move(ends)));
}

Program::Program(sockets::Runtime& runtime, Ends ends)
    : keeper_(ends.keeper),
      control_(std::move(ends.control)),
      report_(runtime, ends.report.release()),
      output_pipe_(runtime, ends.output.release()),
      errors_pipe_(runtime, ends.errors.release()),
      changed_(runtime),
      open_parts_(3),
      group_(runtime) {
  group_.spawn(hear(output_pipe_, output_));
  group_.spawn(hear(errors_pipe_, errors_));
  group_.spawn(take_reports());
}

Program::~Program() {
  kill();
  reap_keeper();
}

io::Task<void> Program::hear(sockets::InputPipe& pipe, Capture& capture) {
  std::array<Byte, 16'384> buffer{};
  for (;;) {
    const Result<std::size_t> count = co_await pipe.read_some(buffer);
    if (!count) break;
    capture.append(ByteView(buffer).first(*count));
    changed_.set();
  }
  finish_part();
}

io::Task<void> Program::take_reports() {
  std::array<Byte, sizeof(Report)> bytes{};
  for (;;) {
    const Result<void> read = co_await io::read_exactly(report_, bytes);
    if (!read) break;
    // Of a program that could not be run, the keeper's last word is that of its process's end.
    if (said_.end == Account::End::not_started) continue;
    Report report;
    std::memcpy(&report, bytes.data(), sizeof report);
    said_.wall = Duration(report.wall_ns);
    said_.cpu = Duration(report.cpu_ns);
    said_.peak_bytes = report.peak_bytes;
    if (report.what == Report::What::not_started) {
      said_.end = Account::End::not_started;
      said_.error = report.value;
    } else if (WIFSIGNALED(report.value)) {
      said_.end = Account::End::signalled;
      said_.signal = WTERMSIG(report.value);
    } else {
      said_.end = Account::End::exited;
      said_.code = WEXITSTATUS(report.value);
    }
  }
  reap_keeper();
  finish_part();
}

void Program::finish_part() {
  if (--open_parts_ > 0) return;
  account_ = said_;
  changed_.set();
}

io::Task<void> Program::wait_until(Time deadline) {
  while (!account_) {
    const io::Wakeup woken = co_await changed_.wait_until(deadline);
    if (woken == io::Wakeup::timed_out) co_return;
  }
}

void Program::terminate() noexcept {
  // A keeper that is gone has nobody to be told.
  if (control_.native() >= 0)
    static_cast<void>(::send(control_.native(), &terminate_order, 1, MSG_NOSIGNAL) < 0);
}

void Program::reap_keeper() noexcept {
  if (keeper_ == 0) return;
  // What is killed goes at once, unless a device holds it; then its keeper stays with it.
  constexpr int milliseconds_max = 10'000;
  const OwnedDescriptor ended(static_cast<int>(::syscall(SYS_pidfd_open, keeper_, 0)));
  if (ended.native() >= 0) {
    pollfd wait{ended.native(), POLLIN, 0};
    while (::poll(&wait, 1, milliseconds_max) < 0 && errno == EINTR) {
    }
    ::waitpid(keeper_, nullptr, WNOHANG);
  } else {
    ::waitpid(keeper_, nullptr, 0);
  }
  keeper_ = 0;
}

}  // namespace ripcord::process
