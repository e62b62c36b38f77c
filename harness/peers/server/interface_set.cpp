#include "harness/peers/server/interface_set.hpp"

#include <algorithm>

namespace ripcord::peers {

void InterfaceSet::add(ServedInterface& interface) {
  interfaces_.push_back(&interface);
  ids_.push_back(interface.description().id);
}

void InterfaceSet::remove(const ServedInterface& interface) {
  const auto at = std::find(interfaces_.begin(), interfaces_.end(), &interface);
  if (at == interfaces_.end()) return;
  ids_.erase(ids_.begin() + (at - interfaces_.begin()));
  interfaces_.erase(at);
}

ServedInterface* InterfaceSet::find(const dcerpc::SyntaxId& asked) const {
  for (std::size_t i = 0; i < ids_.size(); ++i) {
    if (dcerpc::is_compatible(ids_[i], asked)) return interfaces_[i];
  }
  return nullptr;
}

}  // namespace ripcord::peers
