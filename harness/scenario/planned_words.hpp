#pragma once

#include "harness/scenario/node.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ripcord::scenario {

class FieldReader;

/// How a message ends for a word of the grammar that no part of this build knows.
inline constexpr std::string_view not_built = "not in this build";

// The words that the grammar has beyond what a build may offer.
[[nodiscard]] std::span<const std::string_view> planned_kinds();
[[nodiscard]] std::span<const std::string_view> planned_triggers();
[[nodiscard]] std::span<const std::string_view> planned_transports();
[[nodiscard]] std::span<const std::string_view> planned_oracles();

/// A word and what it is one of.
struct WordUse {
  std::string_view word;
  Place place;
  /// As messages call it: `oracle`, `transport`.
  std::string_view noun;
};

/// Whether `use.word` is one of `built`. Else an error: "not in this build" for one of `planned`,
/// the nearest word for any other.
bool check_word(FieldReader& reader,
                const WordUse& use,
                std::span<const std::string_view> built,
                std::span<const std::string_view> planned);

}  // namespace ripcord::scenario
