#pragma once

#include "harness/scenario/node.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace ripcord::scenario {

/// Lays `above` over `below`:
/// 1. Mappings merge key by key; a key of both is laid over in turn.
/// 2. Lists of things that all have a `name:` or `id:` merge by it; new ones are added at the end.
/// 3. `when` and `do` are each one thing: they, and all else, are replaced.
void overlay(Node& below, const Node& above);

/// Where a setting goes and what it says.
struct Setting {
  /// Keys from the root with dots between; things in lists by `name:`, `id:` or index from 0.
  std::string path;
  Node value;
  /// Of the path, for diagnostics.
  Place place;
};

/// Puts the setting into `root`; mappings on the way are made. Returns what is wrong with the path,
/// or nothing.
[[nodiscard]] std::optional<std::string> apply(const Setting& setting, Node& root);

}  // namespace ripcord::scenario
