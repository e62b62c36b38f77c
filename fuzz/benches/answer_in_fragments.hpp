#pragma once

#include "transports/shim/endpoint_rewriter.hpp"

#include <cstdint>
#include <vector>

namespace ripcord::fuzz {

/// An answer of the endpoint mapper on its way through a proxy.
struct RewrittenAnswer {
  /// The stream to the client as the mapper sent it, and as it left.
  Bytes sent;
  Bytes left;
  /// Offsets in the stream that an edit may touch: those of ports and of addresses.
  std::vector<std::size_t> places;
};

/// Sends `stub`, an answer to ept_lookup or ept_map, in fragments with `piece` octets of it each
/// through a rewriter that leads every endpoint to port 513. Checks that no edit comes for bytes
/// that have left.
[[nodiscard]] RewrittenAnswer rewrite(std::uint16_t operation, ByteView stub, std::size_t piece);

}  // namespace ripcord::fuzz
