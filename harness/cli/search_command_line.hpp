#pragma once

#include "harness/cli/typed_options.hpp"

namespace CLI {
class App;
}  // namespace CLI

namespace ripcord::cli {

/// Adds the commands that look for failures: explore, replay, shrink.
void add_search(CLI::App& app, TypedOptions& typed);

}  // namespace ripcord::cli
