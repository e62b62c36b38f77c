#pragma once

#include "harness/scenario/vocabulary.hpp"

#include <string>

namespace ripcord::scenario {

/// The JSON Schema (draft-07) of scenario files for editors, from the field tables and the words of
/// `vocabulary`; ends in a newline. It accepts every file that `read` accepts, and of the others it
/// refuses what can be refused without knowing the whole file.
[[nodiscard]] std::string schema_text(const Vocabulary& vocabulary);

}  // namespace ripcord::scenario
