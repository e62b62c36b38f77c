#pragma once

#include "harness/world/cast.hpp"

#include <memory>

namespace ripcord::peers {

/// A client of the world as the reference client of DCE/RPC: performs `backup`, `echo`, `call`,
/// `map` and `lookup`.
[[nodiscard]] std::unique_ptr<world::Client> make_client(const world::Setting& setting,
                                                         const scenario::ClientSpec& spec);

}  // namespace ripcord::peers
