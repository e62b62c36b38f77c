#pragma once

#include "harness/scenario/node.hpp"
#include "harness/scenario/vocabulary.hpp"

#include <initializer_list>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace ripcord::scenario {

/// What a rule's `service:` calls endpoint mappers, which no scenario declares; so no service has
/// this name.
inline constexpr std::string_view mapper_name = "mapper";

/// The names that a scenario gives and that others of its lines may refer to. The views are of the
/// tree, the vocabulary and `made`.
struct KnownNames {
  using Words = std::vector<std::string_view>;
  Words services;
  /// And the endpoint mappers.
  Words services_and_mapper;
  Words clients;
  /// And `name.k` for each instance of a client with a count.
  Words clients_and_instances;
  Words rules;
  /// Ids and numbers of all steps, inner ones included.
  Words steps;
  /// Interfaces that services may refer to, and all that rules may.
  Words declared;
  Words interfaces;
  /// Of any interface.
  Words operations;
  /// What had to be put together.
  std::set<std::string> made;
};

/// The names in the scenario at `root`, of which any part may be wrong in itself.
[[nodiscard]] KnownNames names_in(const Node& root, const Vocabulary& vocabulary);

/// The operations of the interface called `name`.
[[nodiscard]] KnownNames::Words operations_of(std::string_view name,
                                              const Node& root,
                                              const Vocabulary& vocabulary);

/// The node at the end of `keys`, or null where one is absent.
[[nodiscard]] const Node* find_node(const Node& node, std::initializer_list<std::string_view> keys);

}  // namespace ripcord::scenario
