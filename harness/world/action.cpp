#include "harness/world/action.hpp"

namespace ripcord::world {

const ActionKind* find_action_kind(std::string_view name) {
  for (const ActionKind* kind : action_kinds()) {
    if (kind->name == name) return kind;
  }
  return nullptr;
}

}  // namespace ripcord::world
