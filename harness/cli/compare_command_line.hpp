#pragma once

#include "harness/cli/typed_options.hpp"

namespace CLI {
class App;
}  // namespace CLI

namespace ripcord::cli {

/// Adds `compare`, and the command by which it launches itself.
void add_compare(CLI::App& app, TypedOptions& typed);

}  // namespace ripcord::cli
