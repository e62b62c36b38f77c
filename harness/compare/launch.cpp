#include "harness/compare/launch.hpp"

#include "harness/process/program.hpp"

#include <sched.h>

#include <cerrno>

namespace ripcord::compare {
namespace {

constexpr Duration asks_every = std::chrono::milliseconds(100);

}  // namespace

Result<std::optional<Launched>> launch(const process::Command& command,
                                       const std::function<bool()>& stop) {
  sockets::Runtime runtime;
  auto program = process::Program::start(runtime, command);
  if (!program) return program.error();
  const auto is_over = [&] { return (*program)->account().has_value(); };
  while (!is_over()) {
    if (stop()) return std::optional<Launched>();
    static_cast<void>(runtime.run_until(is_over, after(runtime.now(), asks_every)));
  }
  return std::optional(Launched{.account = *(*program)->account(),
                                .output = (*program)->output().text(),
                                .errors = (*program)->errors().text()});
}

std::vector<unsigned> usable_processors() {
  cpu_set_t set;
  CPU_ZERO(&set);
  std::vector<unsigned> processors;
  if (::sched_getaffinity(0, sizeof set, &set) != 0) return processors;
  for (unsigned i = 0; i < CPU_SETSIZE; ++i)
    if (CPU_ISSET(i, &set)) processors.push_back(i);
  return processors;
}

Result<void> pin_to(const std::vector<unsigned>& processors) {
  cpu_set_t set;
  CPU_ZERO(&set);
  for (const unsigned processor : processors)
    if (processor < CPU_SETSIZE) CPU_SET(processor, &set);
  if (::sched_setaffinity(0, sizeof set, &set) == 0) return {};
  return ErrorCode(errno, boost::system::system_category());
}

}  // namespace ripcord::compare
