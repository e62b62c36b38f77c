#include "harness/cli/console.hpp"

namespace ripcord::cli {

ExitCode fail(Console& console, std::string_view command, ExitCode code, std::string_view reason) {
  console.err << "ripcord: " << command << ": " << reason << '\n';
  return code;
}

}  // namespace ripcord::cli
