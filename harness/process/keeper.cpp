#include "harness/process/keeper.hpp"

#include "transports/base/assert.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>

namespace ripcord::process {
namespace {

// All of this runs in the fork of a process that may have had several threads, so nothing here may
// allocate, lock or throw: system calls and arithmetic only (signal-safety(7)).

/// Where the keeper has its descriptors; 0 to 2 are the program's streams.
enum Place : int { control_place = 3, report_place, first_free_place };

constexpr std::uint64_t ns_per_second = 1'000'000'000;

std::uint64_t now_ns() {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<std::uint64_t>(now.tv_sec) * ns_per_second +
         static_cast<std::uint64_t>(now.tv_nsec);
}

std::uint64_t nanoseconds(const timeval& time) {
  return static_cast<std::uint64_t>(time.tv_sec) * ns_per_second +
         static_cast<std::uint64_t>(time.tv_usec) * 1'000;
}

void say(const Report& report) {
  // If ripcord is gone, nobody is left to be told.
  static_cast<void>(::write(report_place, &report, sizeof report) < 0);
}

/// Puts every descriptor into its place, and closes all others: a socket that stayed open here
/// would keep a connection alive that ripcord has closed.
void arrange_descriptors(const Orders& orders) {
  const std::array<int, first_free_place> wanted{
      orders.input, orders.output, orders.errors, orders.control, orders.report};
  // First out of the way, since a source may stand in another's place.
  std::array<int, wanted.size()> aside{};
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    aside[i] = ::fcntl(wanted[i], F_DUPFD_CLOEXEC, int{first_free_place});
  }
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const int place = static_cast<int>(i);
    if (place < control_place) {
      ::dup2(aside[i], place);
    } else {
      ::dup3(aside[i], place, O_CLOEXEC);
    }
  }
  ::close_range(first_free_place, ~0U, 0);
}

void reset_signals() {
  struct sigaction by_default{};
  by_default.sa_handler = SIG_DFL;
  for (int signal = 1; signal < NSIG; ++signal) ::sigaction(signal, &by_default, nullptr);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

/// In the program's process.
[[noreturn]] void become_program(const Orders& orders, pid_t keeper) {
  ::setpgid(0, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != keeper) ::_exit(127);
  reset_signals();
  ::execve(orders.path, orders.argv, orders.environment);
  say({.what = Report::What::not_started, .value = errno});
  ::_exit(127);
}

class Keeper {
 public:
  explicit Keeper(const Orders& orders) : orders_(orders) {}

  [[noreturn]] void run() {
    prepare();
    started_ns_ = now_ns();
    program_ = ::_Fork();
    if (program_ == 0) become_program(orders_, self_);
    if (program_ < 0) {
      say({.what = Report::What::not_started, .value = errno});
      ::_exit(1);
    }
    ::setpgid(program_, program_);
    // The program's streams end when the program's own ends do.
    ::dup2(STDIN_FILENO, STDOUT_FILENO);
    ::dup2(STDIN_FILENO, STDERR_FILENO);
    watch();
    kill_all();
    report();
    ::_exit(0);
  }

 private:
  void prepare() {
    self_ = ::getpid();
    // A terminal's signals and prompts are not for what runs here.
    ::setsid();
    ::prctl(PR_SET_CHILD_SUBREAPER, 1);
    ::prctl(PR_SET_NAME, "ripcord-keeper");
    arrange_descriptors(orders_);
    struct sigaction by_default{};
    by_default.sa_handler = SIG_DFL;
    ::sigaction(SIGCHLD, &by_default, nullptr);
    sigset_t children;
    ::sigemptyset(&children);
    ::sigaddset(&children, SIGCHLD);
    signals_ = ::signalfd(-1, &children, SFD_CLOEXEC);
  }

  /// Returns when the program has ended, or is to be ended.
  void watch() {
    std::array<pollfd, 2> waits{pollfd{control_place, POLLIN, 0}, pollfd{signals_, POLLIN, 0}};
    for (;;) {
      if (::poll(waits.data(), waits.size(), -1) < 0 && errno != EINTR) return;
      if (waits[1].revents != 0 && program_ended()) return;
      if (waits[0].revents != 0 && !obey()) return;
    }
  }

  bool obey() {
    char order = 0;
    if (::read(control_place, &order, 1) != 1) return false;
    if (order == terminate_order) ::kill(-program_, SIGTERM);
    return true;
  }

  bool program_ended() {
    signalfd_siginfo ignored{};
    static_cast<void>(::read(signals_, &ignored, sizeof ignored) < 0);
    for (;;) {
      // Left unreaped for now: as long as it is a zombie, nobody else can get its group's number.
      siginfo_t ended{};
      if (::waitid(P_ALL, 0, &ended, WEXITED | WNOHANG | WNOWAIT) != 0) return false;
      if (ended.si_pid == 0) return false;
      if (ended.si_pid == program_) return true;
      ::waitpid(ended.si_pid, nullptr, 0);
    }
  }

  /// Until there is nobody left.
  void kill_all() {
    ended_ns_ = now_ns();
    ::kill(-program_, SIGKILL);
    for (;;) {
      const bool can_list = kill_children();
      int status = 0;
      const pid_t ended = ::waitpid(-1, &status, can_list ? 0 : WNOHANG);
      if (ended == program_) status_ = status;
      // Without a list there may be some whom nothing here reaches.
      const bool is_over = ended == 0 || (ended < 0 && errno == ECHILD);
      if (is_over) return;
    }
  }

  /// Kills all children, the orphans of the program among them; false if they cannot be listed.
  static bool kill_children() {
    const int list = ::open("/proc/thread-self/children", O_RDONLY | O_CLOEXEC);
    if (list < 0) return false;
    std::array<char, 512> text{};
    pid_t child = 0;
    for (::ssize_t size = 0; (size = ::read(list, text.data(), text.size())) > 0;) {
      for (::ssize_t i = 0; i < size; ++i) {
        const char c = text[static_cast<std::size_t>(i)];
        if (c >= '0' && c <= '9') {
          child = child * 10 + (c - '0');
        } else if (child > 0) {
          ::kill(child, SIGKILL);
          child = 0;
        }
      }
    }
    ::close(list);
    return true;
  }

  void report() const {
    rusage usage{};
    ::getrusage(RUSAGE_CHILDREN, &usage);
    constexpr std::uint64_t bytes_per_unit = 1024;
    say({.what = Report::What::ended,
         .value = status_,
         .wall_ns = ended_ns_ - started_ns_,
         .cpu_ns = nanoseconds(usage.ru_utime) + nanoseconds(usage.ru_stime),
         .peak_bytes = static_cast<std::uint64_t>(usage.ru_maxrss) * bytes_per_unit});
  }

  const Orders& orders_;
  pid_t self_ = 0;
  pid_t program_ = 0;
  int signals_ = -1;
  int status_ = 0;
  std::uint64_t started_ns_ = 0;
  std::uint64_t ended_ns_ = 0;
};

}  // namespace

void keep(const Orders& orders) noexcept { Keeper(orders).run(); }

}  // namespace ripcord::process
