#pragma once

#include "harness/scenario/diagnostic.hpp"
#include "harness/scenario/expectation.hpp"
#include "harness/scenario/step.hpp"
#include "harness/scenario/world_spec.hpp"
#include "transports/base/time.hpp"
#include "transports/protocol/interface_table.hpp"
#include "transports/shim/rule_spec.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ripcord::scenario {

/// Seeds `low..high`, both included.
struct Seeds {
  std::uint64_t low = 1;
  std::uint64_t high = 1;
  friend bool operator==(const Seeds&, const Seeds&) = default;
};

/// What no run may pass. Passing one is a verdict, never a hang.
struct Limits {
  /// Virtual time of a simulated run.
  Duration virtual_time = std::chrono::minutes(10);
  Duration wall_time = std::chrono::seconds(60);
  /// Resumptions of peers.
  std::uint64_t steps = 1'000'000;
  friend bool operator==(const Limits&, const Limits&) = default;
};

/// An oracle that a scenario switched off, and why.
struct OracleOff {
  std::string name;
  std::string reason;
  std::uint32_t line = 0;
  friend bool operator==(const OracleOff&, const OracleOff&) = default;
};

/// A number that programs of others write, for comparisons.
struct MetricSpec {
  std::string name;
  std::uint32_t line = 0;
  /// A regular expression for lines of output; its first group, or the whole of what it matches, is
  /// the number.
  std::string from_output;
  enum class Better : std::uint8_t { lower, higher };
  Better better = Better::lower;
  /// Differences up to this share are none; absent = it is shown and never judged.
  std::optional<shim::Probability> threshold;
  friend bool operator==(const MetricSpec&, const MetricSpec&) = default;
};

/// A scenario with its variant, matrix point, transport and settings folded in and every default
/// filled in: what a run plays.
struct ResolvedScenario {
  /// As it was given to the reader.
  std::string file;
  std::string name;
  std::string title;
  std::string reference;
  std::vector<std::string> tags;
  /// Programs and rights that it needs: `impacket`, `samba`, `root`.
  std::vector<std::string> requirements;
  /// `base` where the file has no variants.
  std::string variant;
  /// Line of the variant, else 1.
  std::uint32_t line = 1;
  /// The matrix point as `key=value` words, in the file's order.
  std::vector<std::string> point;
  Seeds seeds;
  std::vector<std::string> transports;
  std::string transport;
  Limits limits;
  WorldSpec world;
  /// A product's interfaces, for naming its calls.
  std::vector<protocol::Interface> interfaces;
  std::vector<shim::RuleSpec> rules;
  std::vector<Step> workload;
  Expectation expectation;
  std::vector<OracleOff> oracles_off;
  std::vector<MetricSpec> metrics;
  /// Changes whenever anything does that a run could depend on; not with comments, layout or the
  /// order of keys.
  std::uint64_t digest = 0;
  /// The whole as a scenario file of one variant that reads back as the same.
  std::string text;
};

}  // namespace ripcord::scenario
