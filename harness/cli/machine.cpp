#include "harness/cli/machine.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <sys/utsname.h>

#include <thread>

namespace ripcord::cli {

report::Host this_host() {
  report::Host host{.cores = std::thread::hardware_concurrency()};
  utsname names{};
  if (::uname(&names) != 0) return host;
  host.system = fmt::format("{} {}", &names.sysname[0], &names.release[0]);
  host.machine = &names.machine[0];
  return host;
}

std::string utc_text(std::chrono::system_clock::time_point time) {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}",
                     fmt::gmtime(std::chrono::system_clock::to_time_t(time)));
}

std::string utc_label(std::chrono::system_clock::time_point time) {
  return fmt::format("{:%Y%m%dT%H%M%SZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(time)));
}

}  // namespace ripcord::cli
