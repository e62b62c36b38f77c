#pragma once

#include <string>
#include <string_view>

namespace ripcord::report {

/// `text` as a person may safely see it and every document may hold it: newlines and tabs stay,
/// other control characters and bytes that are not UTF-8 become `\x1b`. What peers and scenario
/// authors wrote passes through here before it meets a terminal, XML or Markdown.
[[nodiscard]] std::string plain_text(std::string_view text);

/// `text` on one line, with what Markdown would read as a mark escaped, in a table's cell too.
[[nodiscard]] std::string markdown_text(std::string_view text);

/// How many columns of a terminal `text` takes, counting every character as one.
[[nodiscard]] std::size_t width(std::string_view text);

/// Length in bytes of the valid UTF-8 sequence that `text` begins with; 0 if it begins with none.
[[nodiscard]] std::size_t utf8_length(std::string_view text);

}  // namespace ripcord::report
