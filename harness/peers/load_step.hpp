#pragma once

#include "harness/peers/client/client_context.hpp"
#include "harness/peers/client/service_address.hpp"
#include "harness/scenario/step.hpp"
#include "harness/world/ending.hpp"
#include "transports/io/task.hpp"

#include <cstdint>

namespace ripcord::peers {

/// Who plays a load, against whom.
struct LoadParts {
  /// Outlives the task.
  ClientContext& context;
  ServiceAddress service;
  /// The run's; data and arrivals are drawn from it.
  std::uint64_t seed = 1;
};

/// Calls echo over connections of its own, checks every answer, and ends them in good order. It
/// fails if a call had no right answer, or if the server does not sustain the rate. `step` outlives
/// the task.
[[nodiscard]] io::Task<world::Ending> perform_load(const scenario::LoadStep& step, LoadParts parts);

}  // namespace ripcord::peers
