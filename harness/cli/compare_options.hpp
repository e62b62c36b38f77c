#pragma once

#include "harness/cli/typed_options.hpp"

#include <string_view>

namespace ripcord::cli {

/// By what `compare` starts a process of its own.
inline constexpr std::string_view launch_command_name = "__launch";

[[nodiscard]] Request compare_request(const TypedOptions& typed);
[[nodiscard]] Request launch_request(const TypedOptions& typed);

}  // namespace ripcord::cli
