#pragma once

#include "transports/shim/emitter.hpp"

#include <cstdint>
#include <string_view>

namespace ripcord::shim {

/// Adds `by` to each number of the unit that is called `name`, with the field's width as modulus. A
/// unit without such a field passes as it is.
void shift_field(std::string_view name, std::int64_t by, Emitter& emitter);

}  // namespace ripcord::shim
