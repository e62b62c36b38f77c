#pragma once

#include "harness/peers/client/client_defects.hpp"
#include "harness/world/cast.hpp"

#include <memory>

namespace ripcord::peers {

/// A client of the world as the reference client of DCE/RPC: performs `backup`, `echo`, `call`,
/// `map` and `lookup`. `defects` has effect in the mutant build only.
[[nodiscard]] std::unique_ptr<world::Client> make_client(const world::Setting& setting,
                                                         const scenario::ClientSpec& spec,
                                                         ClientDefects defects = {});

}  // namespace ripcord::peers
