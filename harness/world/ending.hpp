#pragma once

#include "harness/scenario/expectation.hpp"
#include "transports/base/time.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ripcord::world {

/// `completed`: a step did what it was asked to do; `failed`: its client gave up and said so;
/// `refused`: a server or the mapper turned the client away, and the client said so; `crashed`: the
/// client would have broken its own memory (detected, never undefined behaviour) and was taken for
/// dead; `hung`: it was still waiting when nothing more could happen, or a limit was passed.
using Outcome = scenario::Outcome;

/// What is known of a program of others that has ended.
struct ProgramEnd {
  int exit_code = 0;
  /// The signal that ended it; 0 = it exited.
  int signal = 0;
  Duration duration{};
  Duration cpu{};
  std::uint64_t peak_bytes = 0;
  /// What it wrote, as far as it was kept, without secrets.
  std::string output;
  std::string errors;
  friend bool operator==(const ProgramEnd&, const ProgramEnd&) = default;
};

/// What a program of others wrote, as far as it was kept, without secrets.
struct ProgramOutput {
  /// Whose it is: a service, or a client and its step.
  std::string name;
  std::string output;
  std::string errors;
};

/// How long calls of a load took: percentiles, off by less than 0.1 %.
struct LoadTimes {
  Duration p50{};
  Duration p90{};
  Duration p99{};
  Duration p99_9{};
  Duration max{};
  friend bool operator==(const LoadTimes&, const LoadTimes&) = default;
};

/// What a load came to.
struct LoadEnd {
  std::uint64_t answers = 0;
  /// Calls without a right answer; they are in no percentile.
  std::uint64_t failures = 0;
  /// Of the stubs of answered calls, both ways.
  std::uint64_t stub_bytes = 0;
  /// Up to the last answer.
  Duration elapsed{};
  /// From when calls were to begin, and from when they did. Of a closed loop both are the same.
  LoadTimes latency;
  LoadTimes service;
  /// Too many calls began late through the generator's own fault.
  bool is_saturated = false;
  friend bool operator==(const LoadEnd&, const LoadEnd&) = default;

  [[nodiscard]] std::uint64_t calls_per_s() const {
    const double seconds = std::chrono::duration<double>(elapsed).count();
    return seconds > 0 ? static_cast<std::uint64_t>(static_cast<double>(answers) / seconds) : 0;
  }
};

/// How a step ended, in the words that `expect:` uses.
struct Ending {
  Outcome outcome = Outcome::completed;
  /// The file being transferred when it ended; empty if none was.
  std::string file;
  /// The operation that failed; empty if none did.
  std::string operation;
  /// The Win32 error that the client reported; 0 for none.
  std::uint32_t error = 0;
  /// The event number that the client logged; 0 for none.
  std::uint32_t event = 0;
  /// The event's text, as the client would print it; empty for none.
  std::string message;
  /// What the step found, one item a line: endpoints of a map, entries of a lookup.
  std::vector<std::string> found;
  /// The program that the step ran; none if it ran none.
  std::optional<ProgramEnd> program;
  /// Of a load; none of any other step.
  std::optional<LoadEnd> load;

  friend bool operator==(const Ending&, const Ending&) = default;
};

}  // namespace ripcord::world
