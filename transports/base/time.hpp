#pragma once

#include <chrono>

namespace ripcord {

using Duration = std::chrono::nanoseconds;

/// The time line of a run: nanoseconds since the runtime began. It names no clock, so pure code
/// cannot ask it for the time: `now` is always an argument.
struct Timeline {
  using rep = Duration::rep;
  using period = Duration::period;
  using duration = Duration;
  using time_point = std::chrono::time_point<Timeline>;
  static constexpr bool is_steady = true;
};

using Time = Timeline::time_point;

/// Later than every moment; a deadline that never comes.
inline constexpr Time never = Time::max();

/// `at + wait`, or `never` where that passes the end of the time line.
constexpr Time after(Time at, Duration wait) { return wait >= never - at ? never : at + wait; }

}  // namespace ripcord
