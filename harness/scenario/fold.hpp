#pragma once

#include "harness/scenario/field_reader.hpp"
#include "harness/scenario/node.hpp"

#include <string_view>
#include <vector>

namespace ripcord::scenario {

/// Removes from `scenario` what a new value of `key` replaces beside itself: `seed` and `seeds`
/// replace each other.
void drop_rival(Node& scenario, std::string_view key);

/// Puts the default seed into a scenario that gives none.
void add_seed(Node& scenario);

/// Lays `above` over the scenario `below`.
void lay_scenario(Node& below, const Node& above);

/// Which blocks of `expect:` count.
struct ExpectChoice {
  std::string_view variant;
  std::string_view transport;
  /// All variants of the file.
  std::vector<std::string_view> variants;
};

/// Makes the blocks of the scenario's `expect:` one, called `all`: the block `all`, over it the
/// variant's, over that what differs on the transport. Blocks of no variant are errors.
void fold_expectations(FieldReader& reader, Node& scenario, const ExpectChoice& choice);

}  // namespace ripcord::scenario
