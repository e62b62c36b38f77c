#pragma once

#include "harness/scenario/scenario.hpp"
#include "harness/scenario/world_spec.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ripcord::serve {

/// Whose mapper and servers are imitated.
enum class Make : std::uint8_t { windows, samba };
/// What becomes of a scenario's rules.
enum class Rules : std::uint8_t { ignored, played };
/// Whether services with dynamic endpoints share one port.
enum class Endpoints : std::uint8_t { apart, shared };

/// A service and the folder whose files it offers.
struct ServedFolder {
  std::string service;
  std::string path;
  std::vector<scenario::FileSpec> files;
};

/// How a scenario's world is to be served.
struct Orders {
  /// 0 = any port of the dynamic range.
  std::uint16_t mapper_port = 135;
  /// None = as the scenario says.
  std::optional<Make> make;
  Rules rules = Rules::ignored;
  std::vector<ServedFolder> folders;
};

/// Makes of `scenario` what can be served on this machine: its world and interfaces, with rules
/// where they are played; everything on one host; without clients, workload and expectations.
/// Returns what stands in the way, one sentence each; empty = nothing.
[[nodiscard]] std::vector<std::string> make_servable(scenario::ResolvedScenario& scenario,
                                                     const Orders& orders);

}  // namespace ripcord::serve
