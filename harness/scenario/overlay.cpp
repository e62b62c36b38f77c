#include "harness/scenario/overlay.hpp"

#include "transports/base/quantity.hpp"

#include <algorithm>

namespace ripcord::scenario {
namespace {

/// What a list's item is called; empty if it has no name.
std::string_view name_of(const Node& item) {
  for (const std::string_view key : {"name", "id"}) {
    const Member* member = item.find(key);
    if (member != nullptr && member->value.is_scalar()) return member->value.text;
  }
  return {};
}

bool has_names(const Node& list) {
  return !list.items.empty() &&
         std::ranges::all_of(list.items, [](const Node& item) { return !name_of(item).empty(); });
}

Node* find_item(Node& list, std::string_view name) {
  const auto found = std::ranges::find(list.items, name, name_of);
  if (found != list.items.end()) return &*found;
  const auto index = parse_integer(name);
  if (!index || *index < 0 || static_cast<std::size_t>(*index) >= list.items.size()) return nullptr;
  return &list.items[static_cast<std::size_t>(*index)];
}

void overlay_members(Node& below, const Node& above) {
  for (const Member& member : above.members) {
    Member* under = below.find(member.key);
    const bool is_one_thing = member.key == "when" || member.key == "do";
    if (under == nullptr) {
      below.members.push_back(member);
    } else if (is_one_thing) {
      *under = member;
    } else {
      overlay(under->value, member.value);
    }
  }
}

void overlay_named_items(Node& below, const Node& above) {
  for (const Node& item : above.items) {
    const auto under = std::ranges::find(below.items, name_of(item), name_of);
    if (under == below.items.end()) {
      below.items.push_back(item);
    } else {
      overlay(*under, item);
    }
  }
}

}  // namespace

void overlay(Node& below, const Node& above) {
  if (below.is_mapping() && above.is_mapping()) {
    overlay_members(below, above);
  } else if (below.is_list() && above.is_list() && has_names(below) && has_names(above)) {
    overlay_named_items(below, above);
  } else {
    below = above;
  }
}

std::optional<std::string> apply(const Setting& setting, Node& root) {
  Node* at = &root;
  std::string_view rest = setting.path;
  while (true) {
    const std::string_view key = rest.substr(0, rest.find('.'));
    if (key.empty()) return "`" + setting.path + "` is no path of keys with dots between";
    if (at->is_list()) {
      at = find_item(*at, key);
      if (at == nullptr) return "there is nothing called `" + std::string(key) + "`";
    } else if (at->is_mapping()) {
      if (at->find(key) == nullptr) {
        at->members.push_back({std::string(key), setting.place, Node::mapping(setting.place)});
      }
      at = &at->find(key)->value;
    } else {
      return "there are no keys below `" +
             std::string(setting.path.substr(0, setting.path.size() - rest.size() - 1)) + "`";
    }
    if (key.size() == rest.size()) break;
    rest.remove_prefix(key.size() + 1);
  }
  *at = setting.value;
  return std::nullopt;
}

}  // namespace ripcord::scenario
