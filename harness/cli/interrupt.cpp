#include "harness/cli/interrupt.hpp"

#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>

namespace ripcord::cli {
namespace {

// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): all a handler can speak to.
constinit std::atomic<int> last_signal = 0;
static_assert(std::atomic<int>::is_always_lock_free);

// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): all a handler can speak to.
constinit std::atomic<bool> hung_up = false;

extern "C" void remember_hang_up(int /*number*/) { hung_up = true; }

// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): set before any handler is.
constinit std::string_view notice_of_signal;

extern "C" void remember(int number) {
  last_signal = number;
  const int error = errno;
  // Nothing can be done about a failure, and the signal counts all the same.
  [[maybe_unused]] const ssize_t written =
      ::write(STDERR_FILENO, notice_of_signal.data(), notice_of_signal.size());
  errno = error;
}

void handle(int number) {
  struct sigaction action{};
  action.sa_handler = remember;
  // Calls of the system go on after the signal; the second one finds the default handler again.
  action.sa_flags = SA_RESTART | static_cast<int>(SA_RESETHAND);
  ::sigaction(number, &action, nullptr);
}

}  // namespace

Interrupt::Interrupt(std::string_view notice) {
  notice_of_signal = notice;
  last_signal = 0;
  handle(SIGINT);
  handle(SIGTERM);
}

Interrupt::~Interrupt() {
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
}

std::optional<ExitCode> Interrupt::signalled() const {
  switch (last_signal.load()) {
    case SIGINT:
      return ExitCode::interrupted;
    case SIGTERM:
      return ExitCode::terminated;
    default:
      return std::nullopt;
  }
}

HangUp::HangUp() {
  hung_up = false;
  struct sigaction action{};
  action.sa_handler = remember_hang_up;
  action.sa_flags = SA_RESTART;
  ::sigaction(SIGHUP, &action, nullptr);
}

HangUp::~HangUp() { std::signal(SIGHUP, SIG_DFL); }

bool HangUp::take() { return hung_up.exchange(false); }

}  // namespace ripcord::cli
