#pragma once

#include "harness/proxy/witness.hpp"
#include "harness/run/production.hpp"
#include "harness/run/result.hpp"
#include "transports/shim/guest_book.hpp"
#include "transports/shim/rules.hpp"

#include <cstddef>
#include <string_view>

namespace ripcord::proxy {

/// What results of a proxy give as their transport.
inline constexpr std::string_view transport_name = "proxy";

/// What is known when a proxy ends.
struct Evidence {
  const run::Production& production;
  const shim::Rules& rules;
  const shim::GuestBook& guests;
  const Witness& witness;
  /// Connections that were there when it ended.
  std::size_t connections_left = 0;
};

/// Judges what the wire showed. Of `expect:` only what it says of rules can be held against it; an
/// oracle that needs to know what peers did is not judged, and says so.
[[nodiscard]] run::RunResult judge(const Evidence& evidence);

}  // namespace ripcord::proxy
