#pragma once

#include <string>
#include <vector>

namespace ripcord::process {

struct Variable {
  std::string name;
  std::string value;
};

/// A program to start: an argument list, never a shell line.
struct Command {
  /// The program, a path or a name to be found in PATH, and its arguments. Not empty.
  std::vector<std::string> argv;
  /// Laid over this process's own environment.
  std::vector<Variable> environment;
};

}  // namespace ripcord::process
