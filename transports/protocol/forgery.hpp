#pragma once

#include <cstdint>

namespace ripcord::protocol {

/// A unit that is made up in a peer's name. Each kind has a counterpart in most protocols of
/// questions and answers.
struct Forgery {
  enum class Kind : std::uint8_t {
    /// The server's answer to the unit's call: it failed, with `code` as status.
    failure,
    /// The server's answer to a client that introduces itself: it will not talk, with `code` as
    /// reason.
    refusal,
    /// The server asks its client to close.
    shutdown,
    /// The client gives the unit's call up.
    abandonment,
  };
  /// What a failure says of its call.
  enum class Execution : std::uint8_t { unknown, not_begun };

  Kind kind = Kind::failure;
  std::uint32_t code = 0;
  Execution execution = Execution::unknown;
};

}  // namespace ripcord::protocol
