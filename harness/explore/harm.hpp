#pragma once

#include "harness/explore/choice.hpp"

#include <cstdint>

namespace ripcord::explore {

/// What a choice does, as far as states of a run are told apart by it.
struct Harm {
  /// How long it may be felt.
  enum class Reach : std::uint8_t {
    /// One unit was harmed: until the conversation has gone on both ways.
    unit,
    /// All that passes from then on: as long as the connection lives.
    connection,
    /// A service is not what its clients take it for: until one is answered on a new connection.
    service,
    /// An endpoint mapper is not: nobody can tell for how long.
    mapper,
  };

  /// Of the kind and its arguments, wherever it strikes.
  std::uint64_t digest = 0;
  Reach reach = Reach::unit;
};

[[nodiscard]] Harm harm_of(const Choice& choice);

}  // namespace ripcord::explore
