#pragma once

#include "transports/base/bytes.hpp"

#include <string>
#include <string_view>

namespace ripcord {

/// The bytes spelled by `hex`: two digits each, either case, spaces and newlines anywhere between
/// them. Anything else ends the test program, since the test itself is wrong.
///
///     bytes("05 00 0b 03 "   // rpc_vers, rpc_vers_minor, PTYPE, pfc_flags
///           "10 00 00 00 ")  // packed_drep
Bytes bytes(std::string_view hex);

/// `value` as `bytes` reads it back: lower case, one space between two bytes.
std::string hex_text(ByteView value);

}  // namespace ripcord
