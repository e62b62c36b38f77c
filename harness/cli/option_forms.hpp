#pragma once

#include "harness/cli/typed_options.hpp"

#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace ripcord::cli {

/// Adds an option that may be given several times, one value each time.
CLI::Option* add_list(CLI::App& app,
                      const char* name,
                      std::vector<std::string>& values,
                      const char* help);

/// Adds `--format`, which is text or json.
void add_format(CLI::App& app, TypedOptions& typed);

}  // namespace ripcord::cli
