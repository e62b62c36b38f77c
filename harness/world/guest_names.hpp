#pragma once

#include "harness/scenario/world_spec.hpp"
#include "transports/protocol/interface_table.hpp"
#include "transports/shim/guest_book.hpp"

namespace ripcord::world {

/// What the connections of foreign programs are called in a scenario of this world: its endpoint
/// mappers `mapper`, its services by their interfaces.
[[nodiscard]] shim::GuestBook::Names guest_names(const scenario::WorldSpec& world,
                                                 const protocol::InterfaceTable& interfaces);

}  // namespace ripcord::world
