#pragma once

#include "harness/cli/bouts.hpp"
#include "harness/compare/comparison.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ripcord::cli {

/// Launches both sides of bouts in turns.
class Launches {
 public:
  struct Plan {
    std::uint32_t pairs = 20;
    /// Of the order of launches.
    std::uint64_t order = 1;
    /// Numbers to be found in what commands write.
    std::vector<compare::OutputMetric> metrics;
  };
  /// `stop` is asked ten times a second; `progress` is told before each launch.
  Launches(Plan plan, std::function<bool()> stop, std::function<void(std::string_view)> progress);

  /// Launches each side of `bout` once, for warm-up: files come into memory, and it is seen what
  /// there is to measure. The result is no sample.
  [[nodiscard]] std::optional<compare::Trials> warm_up(const Bout& bout);

  /// Launches all pairs of `bout`, in blocks of a b b a or b a a b. None if it was stopped, or
  /// could not go on.
  [[nodiscard]] std::optional<compare::Trials> run(const Bout& bout);

  /// Why it could not go on; empty if it was stopped, or went on.
  [[nodiscard]] const std::string& problem() const { return problem_; }

 private:
  std::optional<compare::Trial> launch(const Contestant& side);

  Plan plan_;
  std::function<bool()> stop_;
  std::function<void(std::string_view)> progress_;
  std::string problem_;
};

}  // namespace ripcord::cli
