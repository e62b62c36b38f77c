#pragma once

#include <cstdint>

namespace ripcord::process {

/// What a keeper is told. All of it stays valid in the forked process.
struct Orders {
  /// The program's file, and what execve takes.
  const char* path = nullptr;
  char* const* argv = nullptr;
  char* const* environment = nullptr;
  /// Descriptors: /dev/null, and the writing ends of the program's two streams.
  int input = -1;
  int output = -1;
  int errors = -1;
  /// The reading end of the pipe by which the keeper is spoken to: `terminate_order` is passed on
  /// to the program's group as SIGTERM, the end of the pipe kills whatever is left.
  int control = -1;
  /// The writing end of the pipe into which it puts `Report`s.
  int report = -1;
};

inline constexpr char terminate_order = 't';

/// What a keeper says: that the program could not be run, or that all is over. Fits into one atomic
/// write to a pipe.
struct Report {
  enum class What : std::uint32_t { not_started, ended };
  What what = What::ended;
  /// An errno, or a status as wait(2) has it.
  std::int32_t value = 0;
  std::uint64_t wall_ns = 0;
  std::uint64_t cpu_ns = 0;
  std::uint64_t peak_bytes = 0;
};

/// Runs a program and keeps watch over it, in a process of its own: called in the child of a fork,
/// with all signals blocked.
///
///     ripcord ---control, report---- keeper (subreaper, own session)
///                                       |
///                                    program (own process group) --- whatever it starts
///
/// 1. However ripcord ends, its end of `control` is closed; then everything is killed.
/// 2. Whatever the program starts, also what leaves its group or its session, becomes the keeper's
///    child when its parent ends; so it can be found and killed.
/// 3. The keeper ends last, after it has reported. Were it killed itself, the program goes with it.
[[noreturn]] void keep(const Orders& orders) noexcept;

}  // namespace ripcord::process
