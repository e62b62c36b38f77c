#pragma once

#include "harness/scenario/node.hpp"
#include "harness/scenario/step.hpp"

#include <string>
#include <vector>

namespace ripcord::scenario {

class FieldReader;

/// The steps of the list at `node`. A step without an `id:` is called by `prefix` and its number
/// from 1.
[[nodiscard]] std::vector<Step> read_steps(FieldReader& reader,
                                           Node& node,
                                           const std::string& prefix);

/// Calls `visit` with each of `steps`, those inside `repeat` and `parallel` included.
template <typename Visit>
void for_each_step(const std::vector<Step>& steps, const Visit& visit) {
  for (const Step& step : steps) {
    visit(step);
    if (const auto* repeat = std::get_if<RepeatStep>(&step.action)) {
      for_each_step(repeat->steps, visit);
    }
    if (const auto* parallel = std::get_if<ParallelStep>(&step.action)) {
      for_each_step(parallel->steps, visit);
    }
  }
}

}  // namespace ripcord::scenario
