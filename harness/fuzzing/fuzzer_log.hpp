#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ripcord::fuzzing {

/// What a target's program printed, as far as it is of interest.
struct FuzzerLog {
  std::uint64_t runs = 0;
  std::uint64_t runs_per_second = 0;
  /// Edges of the control flow that inputs reach.
  std::uint64_t edges = 0;
  /// Inputs that reach something new and joined the corpus.
  std::uint64_t added = 0;
  /// What broke, in a sentence; empty if nothing did.
  std::string broken;
  /// Where, a path from the root of the sources; empty where nobody knows. Line from 1.
  std::string file;
  std::uint32_t line = 0;
  /// What the target itself told of the finding, without the scenario.
  std::string told;
  /// The scenario that plays the finding, where the target wrote one.
  std::string scenario;
};

/// Reads what libFuzzer, the sanitizers, `RIPCORD_ASSERT` and our targets print.
[[nodiscard]] FuzzerLog read_fuzzer_log(std::string_view text);

}  // namespace ripcord::fuzzing
