#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ripcord::test {

/// Holds `document` against a JSON Schema of the words that our schemas use: type, const, enum,
/// properties, required, additionalProperties, items, minimum, pattern, `$ref` into
/// `#/definitions`. A word that it does not know is a violation, so that a schema cannot outgrow it
/// unseen. Returns one line for each violation, with its JSON pointer.
[[nodiscard]] std::vector<std::string> schema_violations(std::string_view schema,
                                                         std::string_view document);

}  // namespace ripcord::test
