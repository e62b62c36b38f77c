#pragma once

#include "harness/diagram/diagram.hpp"

#include <string>
#include <string_view>

namespace ripcord::diagram {

/// Colours for `svg`, for a page that holds several pictures: once is enough.
[[nodiscard]] std::string_view svg_style();

enum class Style : std::uint8_t { inside, elsewhere };

/// `diagram` as a picture, an `<svg>` element. It needs nothing else, and follows the reader's dark
/// or light scheme; with `Style::elsewhere` the page has `svg_style`. Whatever peers wrote is
/// escaped. Each row is a `<g>` of class `row` whose `<title>` says when it was.
[[nodiscard]] std::string svg(const Diagram& diagram, Style style = Style::inside);

/// `text` as it may stand in an element or an attribute; what no XML may hold is a question mark.
[[nodiscard]] std::string escaped(std::string_view text);

}  // namespace ripcord::diagram
