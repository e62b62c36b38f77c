#pragma once

#include "harness/scenario/vocabulary.hpp"
#include "transports/shim/kind.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace ripcord::cli {

using Kinds = std::vector<const shim::Kind*>;

/// Faults and actions in one list, by family and name.
[[nodiscard]] Kinds catalogue(const scenario::Vocabulary& vocabulary);

/// What kinds say of themselves, in words.
[[nodiscard]] std::string_view family_word(shim::Family family);
[[nodiscard]] std::string_view type_word(shim::ValueType type);
[[nodiscard]] std::vector<std::string_view> place_words(shim::Places places);

/// `required`, `default 5s` or `optional`.
[[nodiscard]] std::string presence_words(const shim::Parameter& parameter);

/// The catalogue as a page in Markdown; ends in a newline.
[[nodiscard]] std::string catalogue_page(const Kinds& kinds);

}  // namespace ripcord::cli
