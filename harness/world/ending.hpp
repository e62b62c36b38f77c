#pragma once

#include "harness/scenario/expectation.hpp"
#include "transports/base/time.hpp"

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

  friend bool operator==(const Ending&, const Ending&) = default;
};

}  // namespace ripcord::world
