#include "transports/protocol/interface_table.hpp"

#include "transports/base/assert.hpp"

#include <utility>

namespace ripcord::protocol {
namespace {

template <typename Matches>
InterfaceIndex find_last(const std::vector<Interface>& interfaces, Matches matches) {
  for (std::size_t i = interfaces.size(); i-- > 0;) {
    if (matches(interfaces[i])) return static_cast<InterfaceIndex>(i);
  }
  return unknown_interface;
}

}  // namespace

InterfaceIndex InterfaceTable::add(Interface interface) {
  RIPCORD_ASSERT(interfaces_.size() < unknown_interface);
  interfaces_.push_back(std::move(interface));
  return static_cast<InterfaceIndex>(interfaces_.size() - 1);
}

InterfaceIndex InterfaceTable::find(const InterfaceId& id) const {
  return find_last(interfaces_, [&](const Interface& candidate) {
    return candidate.id.uuid == id.uuid && candidate.id.major_version == id.major_version;
  });
}

InterfaceIndex InterfaceTable::find(std::string_view name) const {
  return find_last(interfaces_, [&](const Interface& candidate) { return candidate.name == name; });
}

std::string_view InterfaceTable::operation_name(InterfaceIndex interface,
                                                std::uint16_t operation) const {
  if (interface >= interfaces_.size() || operation >= interfaces_[interface].operations.size())
    return {};
  return interfaces_[interface].operations[operation];
}

std::optional<std::uint16_t> InterfaceTable::operation(InterfaceIndex interface,
                                                       std::string_view name) const {
  if (interface >= interfaces_.size()) return std::nullopt;
  const std::vector<std::string>& operations = interfaces_[interface].operations;
  for (std::size_t i = 0; i < operations.size(); ++i) {
    if (operations[i] == name) return static_cast<std::uint16_t>(i);
  }
  return std::nullopt;
}

}  // namespace ripcord::protocol
