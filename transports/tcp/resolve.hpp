#pragma once

#include "transports/base/result.hpp"

#include <string>

namespace ripcord::tcp {

/// The numeric address of the host called `name`, which may be one already: IPv4 if it has one,
/// else IPv6. Asks the system and blocks meanwhile, so it is for what a user names before anything
/// runs. Error: `host_unreachable` where nobody knows the name.
[[nodiscard]] Result<std::string> resolve(const std::string& name);

}  // namespace ripcord::tcp
