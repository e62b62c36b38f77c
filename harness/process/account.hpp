#pragma once

#include "transports/base/time.hpp"

#include <cstdint>

namespace ripcord::process {

/// How a program ended, and what it cost.
struct Account {
  enum class End : std::uint8_t {
    exited,       // by itself, with `code`
    signalled,    // by `signal`
    not_started,  // the kernel refused to run it: `error`, an errno
    unknown,      // whoever kept watch over it was killed
  };
  End end = End::unknown;
  /// Exit status, 0 to 255.
  int code = 0;
  int signal = 0;
  int error = 0;
  /// From its start until it ended, by the monotonic clock.
  Duration wall{};
  /// User and system time of it and of all that it started.
  Duration cpu{};
  /// Most resident memory of one of its processes at a time, in bytes. The kernel counts from the
  /// fork on, so it is never less than what this process's own heap was then.
  std::uint64_t peak_bytes = 0;

  friend bool operator==(const Account&, const Account&) = default;
};

}  // namespace ripcord::process
