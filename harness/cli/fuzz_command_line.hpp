#pragma once

#include "harness/cli/typed_options.hpp"

namespace CLI {
class App;
}  // namespace CLI

namespace ripcord::cli {

/// Adds `fuzz` with its errands.
void add_fuzz(CLI::App& app, TypedOptions& typed);

[[nodiscard]] Request fuzz_request(const TypedOptions& typed);

}  // namespace ripcord::cli
