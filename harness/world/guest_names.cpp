#include "harness/world/guest_names.hpp"

#include "harness/scenario/known_names.hpp"

#include <string>

namespace ripcord::world {

shim::GuestBook::Names guest_names(const scenario::WorldSpec& world,
                                   const protocol::InterfaceTable& interfaces) {
  shim::GuestBook::Names names{.directory = std::string(scenario::mapper_name)};
  for (const scenario::ServiceSpec& service : world.services) {
    const protocol::InterfaceIndex index = interfaces.find(service.interface);
    if (index != protocol::unknown_interface)
      names.services.emplace_back(interfaces[index].id, service.name);
  }
  return names;
}

}  // namespace ripcord::world
