#include "harness/peers/interface_description.hpp"

#include <string>

namespace ripcord::peers {

protocol::Interface table_entry(const InterfaceDescription& description) {
  protocol::Interface entry{
      .name = std::string(description.name), .id = description.id, .operations = {}};
  for (const std::string_view operation : description.operations)
    entry.operations.emplace_back(operation);
  return entry;
}

}  // namespace ripcord::peers
