#pragma once

#include "harness/peers/client/call_failure.hpp"
#include "harness/peers/client/client_context.hpp"
#include "transports/dcerpc/endpoint_map.hpp"
#include "transports/dcerpc/tower_binding.hpp"
#include "transports/io/task.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ripcord::peers {

/// What to list of an endpoint map.
struct LookupQuestion {
  /// Only elements of this interface; none = all.
  std::optional<dcerpc::SyntaxId> interface;
  /// Elements asked for at once.
  std::uint32_t max_entries = 100;
  /// End after so many answers; 0 = read all.
  std::uint32_t stop_after = 0;
};

/// Lists what the mapper of `host` knows. A list that ends early gives its handle back (M18); an
/// annotation that a fixed buffer cannot hold crashes the client (M19). `context` outlives the
/// task.
io::Task<Called<std::vector<dcerpc::ept::Entry>>> look_up(ClientContext& context,
                                                          LookupQuestion question,
                                                          std::string host);

}  // namespace ripcord::peers
