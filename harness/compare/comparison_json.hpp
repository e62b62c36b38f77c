#pragma once

#include "harness/compare/comparison.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace ripcord::compare {

/// Which comparison was made, for whoever reads about it.
struct Heading {
  /// `variants`, `settings`, `commands`, `self` or `stored`.
  std::string method;
  /// What the two sides are called.
  std::string a;
  std::string b;
  std::uint64_t seed = 0;
  std::uint32_t pairs = 0;
  std::vector<unsigned> processors;
  /// Compares the same again.
  std::string reproduce_command;
};

/// `comparison` of result.json: one object.
[[nodiscard]] std::string comparison_json(const Heading& heading, const Comparison& comparison);

/// Whether the second side is surely worse.
[[nodiscard]] bool is_regression(const Heading& heading, const Comparison& comparison);

}  // namespace ripcord::compare
