#pragma once

#include "harness/peers/client/call_failure.hpp"
#include "harness/world/ending.hpp"

#include <string_view>

namespace ripcord::peers {

/// How a step ended whose `operation` failed with `failure`.
[[nodiscard]] inline world::Ending ending_of(const CallFailure& failure,
                                             std::string_view operation) {
  world::Ending ending;
  ending.outcome =
      failure.trouble == Trouble::crashed ? world::Outcome::crashed : world::Outcome::failed;
  ending.operation = operation;
  ending.error = failure.error;
  return ending;
}

}  // namespace ripcord::peers
