#pragma once

#include "harness/cli/typed_options.hpp"

namespace CLI {
class App;
}  // namespace CLI

namespace ripcord::cli {

/// Adds `load`.
void add_load(CLI::App& app, TypedOptions& typed);

}  // namespace ripcord::cli
