#pragma once

#include "transports/base/prng.hpp"
#include "transports/base/uuid.hpp"

namespace ripcord::peers {

/// The next UUID of `random`: version 4 (RFC 4122 §4.4), so never nil.
Uuid random_uuid(Prng& random);

}  // namespace ripcord::peers
