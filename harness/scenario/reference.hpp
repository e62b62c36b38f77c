#pragma once

#include "harness/scenario/vocabulary.hpp"

#include <string>
#include <string_view>

namespace ripcord::scenario {

/// The reference page of scenario files in Markdown, from the field tables and the words of
/// `vocabulary`; ends in a newline.
[[nodiscard]] std::string reference_page(const Vocabulary& vocabulary);

/// The whole scenario that the page shows. It needs the steps, interfaces and PDUs of every build,
/// and no fault.
[[nodiscard]] std::string_view reference_example();

}  // namespace ripcord::scenario
