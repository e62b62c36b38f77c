#pragma once

#include "harness/world/cast.hpp"

#include <memory>

namespace ripcord::peers {

/// A service of the world as a DCE/RPC server: its interface, and mgmt beside it. It lives in the
/// process of `housemate`, which this function made; null = in one of its own.
[[nodiscard]] std::unique_ptr<world::Server> make_server(const world::Setting& setting,
                                                         const scenario::ServiceSpec& spec,
                                                         world::Server* housemate);

/// What listens in a service's place.
[[nodiscard]] std::unique_ptr<world::Server> make_impostor(const world::Setting& setting,
                                                           world::Impostor what,
                                                           const scenario::ServiceSpec& victim);

/// A host's endpoint mapper.
[[nodiscard]] std::unique_ptr<world::Mapper> make_mapper(const world::Setting& setting,
                                                         const scenario::MapperSpec& spec);

}  // namespace ripcord::peers
