#pragma once

#include "harness/cli/words.hpp"
#include "transports/base/time.hpp"
#include "transports/io/address.hpp"

#include <string_view>

namespace ripcord::cli {

/// `localhost`, `10.0.0.5:135`, `[::1]:135`, `::1`; port 0 where none is named. Names are looked up
/// once, as `tcp::resolve` does; the address in the result is numeric.
[[nodiscard]] Parsed<io::Address> parse_host_and_port(std::string_view text);
/// Whether `text` names a port.
[[nodiscard]] bool has_port(std::string_view text);
/// A duration of one second or more.
[[nodiscard]] Parsed<Duration> parse_expiry(std::string_view text);

}  // namespace ripcord::cli
