#include "harness/doctor/finding.hpp"

#include <fmt/format.h>

#include <sys/resource.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <thread>

namespace ripcord::doctor {
namespace {

/// A thousand connections, each with two ends here, and what a process needs besides.
constexpr rlim_t descriptors_wanted = 4096;

Finding kernel() {
  utsname names{};
  if (::uname(&names) != 0) return {"machine", "kernel", "unknown", Health::noted};
  return {"machine",
          "kernel",
          fmt::format("{} {} {}", &names.sysname[0], &names.release[0], &names.machine[0]),
          Health::noted};
}

Finding processors() {
  return {"machine",
          "processors",
          fmt::format("{}", std::thread::hardware_concurrency()),
          Health::noted};
}

/// Above half of the processors, measurements are of the others' work too.
Finding load() {
  std::array<double, 3> averages{};
  if (::getloadavg(averages.data(), 3) != 3) return {"machine", "load", "unknown", Health::noted};
  const double busy = averages[0] / std::max(1U, std::thread::hardware_concurrency());
  const bool quiet = busy < 0.5;
  return {"machine",
          "load",
          fmt::format("{:.2f} {:.2f} {:.2f}{}",
                      averages[0],
                      averages[1],
                      averages[2],
                      quiet ? "" : ": too busy to measure anything"),
          quiet ? Health::good : Health::lacking};
}

Finding descriptors() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
    return {"machine", "open files", "unknown", Health::noted};
  const bool enough = limit.rlim_cur >= descriptors_wanted;
  return {"machine",
          "open files",
          fmt::format("{} (at most {}){}",
                      limit.rlim_cur,
                      limit.rlim_max,
                      enough ? "" : ": `ulimit -n 4096` for a thousand connections"),
          enough ? Health::good : Health::lacking};
}

Finding user() {
  return {"machine", "user", ::geteuid() == 0 ? "root" : "not root", Health::noted};
}

Finding monotonic_clock() {
  timespec resolution{};
  if (::clock_getres(CLOCK_MONOTONIC, &resolution) != 0)
    return {"clocks", "monotonic", "unknown", Health::lacking};
  // Coarse clocks tick a few hundred times a second.
  constexpr long coarse_ns = 1'000'000;
  const bool fine = resolution.tv_sec == 0 && resolution.tv_nsec < coarse_ns;
  return {"clocks",
          "monotonic",
          fmt::format(
              "{} ns a tick{}", resolution.tv_nsec, fine ? "" : ": latencies below are not seen"),
          fine ? Health::good : Health::lacking};
}

/// What reading the clock costs: much where the kernel has to be asked.
Finding clock_cost() {
  constexpr int readings = 10'000;
  using Clock = std::chrono::steady_clock;
  const Clock::time_point begin = Clock::now();
  for (int i = 1; i < readings; ++i) static_cast<void>(Clock::now());
  const auto spent = std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now() - begin);
  return {"clocks", "a reading", fmt::format("{} ns", spent.count() / readings), Health::noted};
}

}  // namespace

Findings examine_machine() {
  return {kernel(), processors(), load(), descriptors(), user(), monotonic_clock(), clock_cost()};
}

}  // namespace ripcord::doctor
