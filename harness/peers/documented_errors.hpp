#pragma once

#include "transports/shim/kind.hpp"

#include <cstdint>

namespace ripcord::peers {

/// Whether a client that sees these symptoms may report this Win32 error to its user: what
/// Microsoft documents for the case, and what measured clients do.
[[nodiscard]] bool documents_error(shim::Symptoms symptoms, std::uint32_t error);

}  // namespace ripcord::peers
