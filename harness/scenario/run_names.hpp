#pragma once

#include <span>
#include <string_view>

namespace ripcord::scenario {

/// What a run tells the programs of others, as variables of their environment and as `${NAME}` in
/// their commands.
struct RunName {
  std::string_view name;
  /// For the reference.
  std::string_view meaning;
};
/// All of them. No other name that begins with `run_prefix` means anything.
[[nodiscard]] std::span<const RunName> run_names();
inline constexpr std::string_view run_prefix = "RIPCORD_";

[[nodiscard]] bool is_run_name(std::string_view name);

}  // namespace ripcord::scenario
