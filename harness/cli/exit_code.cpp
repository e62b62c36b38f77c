#include "harness/cli/exit_code.hpp"

#include <algorithm>
#include <array>

namespace ripcord::cli {
namespace {

/// Gravest first.
constexpr std::array order{ExitCode::interrupted,
                           ExitCode::terminated,
                           ExitCode::environment,
                           ExitCode::invalid,
                           ExitCode::diverged,
                           ExitCode::failed,
                           ExitCode::fuzz_finding,
                           ExitCode::regression,
                           ExitCode::inconclusive,
                           ExitCode::nothing_selected,
                           ExitCode::as_expected};

}  // namespace

ExitCode graver(ExitCode a, ExitCode b) {
  return *std::ranges::find_if(order, [a, b](ExitCode code) { return code == a || code == b; });
}

}  // namespace ripcord::cli
