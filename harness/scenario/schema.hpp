#pragma once

#include "harness/scenario/vocabulary.hpp"

#include <string>

namespace ripcord::scenario {

/// The JSON Schema (draft-07) of scenario files for editors, from the field tables and the words of
/// `vocabulary`; ends in a newline. It knows one mapping at a time: names that refer to something
/// are not checked, and keys that a variant or the pack gives are missed where the file lacks them.
[[nodiscard]] std::string schema_text(const Vocabulary& vocabulary);

}  // namespace ripcord::scenario
