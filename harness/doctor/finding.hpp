#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace ripcord::doctor {

/// Whether something that was looked at is as ripcord likes it.
enum class Health : std::uint8_t {
  good,
  /// Something will not work here; the finding says what.
  lacking,
  /// A fact, neither good nor bad.
  noted,
};

/// One thing about this machine.
struct Finding {
  /// `machine`, `ports`, `tools`, ...
  std::string topic;
  std::string name;
  std::string value;
  Health health = Health::noted;
};
using Findings = std::vector<Finding>;

/// Looks at kernel, processors, load, limits and clocks.
[[nodiscard]] Findings examine_machine();

/// Tries which ports can be listened at, and whether a network namespace can be had without rights.
/// What it opens it closes.
[[nodiscard]] Findings examine_network();

/// Looks for the programs of others that tests and scenarios use, and asks each for its version.
[[nodiscard]] Findings examine_tools();

}  // namespace ripcord::doctor
