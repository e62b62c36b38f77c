#pragma once

#include "harness/scenario/client_spec.hpp"
#include "transports/base/bytes.hpp"

#include <cstddef>

namespace ripcord::fuzz {

/// What a client does.
enum class Errand : std::uint8_t { backup, echo, look_up };

/// How a client fared whose servers say what a fuzzer says.
struct Errands {
  bool ended = false;
  /// PDUs that it sent, over all connections.
  std::size_t units = 0;
};

/// A client of those habits: bit k of `habits` gives its k-th mechanism the unpatched behaviour.
/// Its limits of time stay.
[[nodiscard]] scenario::ClientSpec client_of(std::uint16_t habits);

/// A client as `spec` runs `errand` against a host whose every port says `words`: one whole unit to
/// each that it hears, whatever connection it comes by, and then it closes. A unit gets the call_id
/// of what it answers, unless its flag `reserved` is set. Checks that all that the client sends is
/// whole, legal PDUs; in virtual time.
[[nodiscard]] Errands send_client(const scenario::ClientSpec& spec, Errand errand, ByteView words);

}  // namespace ripcord::fuzz
