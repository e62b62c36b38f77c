#pragma once

#include "harness/cli/program.hpp"
#include "harness/cli/searched_scenario.hpp"
#include "harness/explore/replay_file.hpp"
#include "harness/scenario/source.hpp"

#include <cstdint>
#include <set>
#include <string>

namespace ripcord::cli {

/// A scenario file, and the pack.yaml beside it; an empty text = none.
struct SourceFiles {
  scenario::SourceText scenario;
  scenario::SourceText pack;
};
/// Reads the file at `path`, and the pack.yaml of its folder. What cannot be read is empty.
[[nodiscard]] SourceFiles sources_of(const std::string& path);

/// Makes a failing run's scenario smaller by settings, as long as it fails with the same signature
/// at the same points: first its workload, then its world, then its network.
class WorldShrinker {
 public:
  /// `program` outlives the shrinker; at most `runs_max` runs are played.
  WorldShrinker(const Program& program, std::uint64_t runs_max)
      : program_(program), runs_max_(runs_max) {}

  /// Adds settings to `replay` until none makes its scenario smaller; `searched` is then the
  /// scenario with them. Returns whether anything was added.
  bool shrink(SearchedScenario& searched, explore::Replay& replay);

  [[nodiscard]] std::uint64_t runs() const { return runs_; }
  /// Whether the result is as small as these settings can make it, not as there was time for.
  [[nodiscard]] bool is_minimal() const { return runs_ < runs_max_; }

 private:
  bool shrink_once(SearchedScenario& searched, explore::Replay& replay);
  bool try_setting(const std::string& setting, SearchedScenario& searched, explore::Replay& replay);

  const Program& program_;
  std::uint64_t runs_max_;
  std::uint64_t runs_ = 0;
  /// Replays that were tried, as text.
  std::set<std::uint64_t> tried_;
};

}  // namespace ripcord::cli
