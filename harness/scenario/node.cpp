#include "harness/scenario/node.hpp"

#include <algorithm>
#include <utility>

namespace ripcord::scenario {

Member* Node::find(std::string_view key) {
  const auto found = std::ranges::find(members, key, &Member::key);
  return found == members.end() ? nullptr : &*found;
}

const Member* Node::find(std::string_view key) const {
  const auto found = std::ranges::find(members, key, &Member::key);
  return found == members.end() ? nullptr : &*found;
}

Node Node::scalar(std::string text, Place place) {
  Node node;
  node.kind = Kind::scalar;
  node.text = std::move(text);
  node.place = place;
  return node;
}

Node Node::mapping(Place place) {
  Node node;
  node.kind = Kind::mapping;
  node.place = place;
  return node;
}

Node Node::list(Place place) {
  Node node;
  node.kind = Kind::list;
  node.place = place;
  return node;
}

std::string described(const Node& node) {
  // Enough to recognise a value by, in one line of a message.
  constexpr std::size_t text_bytes_max = 60;
  switch (node.kind) {
    case Node::Kind::nothing:
      return "nothing";
    case Node::Kind::mapping:
      return "a mapping";
    case Node::Kind::list:
      return "a list";
    case Node::Kind::scalar:
      break;
  }
  if (node.text.size() > text_bytes_max) return "a long text";
  return "`" + node.text + "`";
}

}  // namespace ripcord::scenario
