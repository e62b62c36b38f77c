#pragma once

#include "harness/scenario/vocabulary.hpp"

namespace ripcord::fuzz {

/// The words of scenarios as the shipped program has them.
[[nodiscard]] const scenario::Vocabulary& vocabulary();

}  // namespace ripcord::fuzz
