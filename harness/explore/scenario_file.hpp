#pragma once

#include "harness/run/result.hpp"
#include "harness/scenario/node.hpp"
#include "harness/scenario/source.hpp"
#include "transports/shim/rule_spec.hpp"

#include <span>
#include <string>
#include <vector>

namespace ripcord::explore {

/// How one variant ended under the rules.
struct VariantEnd {
  std::string variant;
  const run::RunResult* result = nullptr;
};

/// What a scenario file is made of that tells of a failure that was found.
struct FoundFailure {
  /// The scenario that was explored, and the pack.yaml beside it; an empty text = none.
  scenario::SourceText source;
  scenario::SourceText pack;
  /// `key.path=value`, laid over it.
  std::vector<std::string> settings;
  std::uint64_t seed = 1;
  std::vector<shim::RuleSpec> rules;
  /// The promise that they break, and why.
  std::string oracle;
  std::string reason;
  /// The variant that fails, and those that it was held against.
  std::span<const VariantEnd> ends;
};

/// The scenario that is `source`, what its pack says folded in and `settings` laid over it.
/// Anything wrong with them is a bug of ours: they were read before.
[[nodiscard]] scenario::Node scenario_tree(const scenario::SourceText& source,
                                           const scenario::SourceText& pack,
                                           std::span<const std::string> settings);

/// A scenario file that has the rules as `faults:`, and expects what came of them: what people
/// would have written, in their order. Comments of `source` are lost; arguments that are as the
/// catalogue has them are not repeated.
[[nodiscard]] std::string scenario_file(const FoundFailure& found);

}  // namespace ripcord::explore
