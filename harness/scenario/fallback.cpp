#include "harness/scenario/fallback.hpp"

#include <string>

namespace ripcord::scenario {

Node fallback_node(std::string_view text, Place place) {
  if (text == "{}") return Node::mapping(place);
  if (text == "''") return Node::scalar({}, place);
  if (!text.starts_with('[')) return Node::scalar(std::string(text), place);
  Node node = Node::list(place);
  text = text.substr(1, text.size() - 2);
  while (!text.empty()) {
    const std::string_view item = text.substr(0, text.find(','));
    node.items.push_back(Node::scalar(std::string(item), place));
    text.remove_prefix(item.size());
    if (text.starts_with(", ")) text.remove_prefix(2);
  }
  return node;
}

}  // namespace ripcord::scenario
