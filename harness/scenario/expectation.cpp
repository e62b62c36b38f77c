#include "harness/scenario/expectation.hpp"

#include <array>

namespace ripcord::scenario {

std::string_view outcome_word(Outcome outcome) {
  constexpr std::array<std::string_view, 5> words{
      "completed", "failed", "hung", "crashed", "refused"};
  return words[static_cast<std::size_t>(outcome)];
}

}  // namespace ripcord::scenario
