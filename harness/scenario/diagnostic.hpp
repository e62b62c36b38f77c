#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace ripcord::scenario {

/// What is wrong in a scenario file, and where.
struct Diagnostic {
  std::string file;
  /// From 1. Columns count characters, not bytes; a line of 0 means the file as a whole.
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  /// How many characters are meant; at least 1.
  std::uint32_t length = 1;
  std::string message;
  /// What to do about it, as a question or a sentence; empty = nothing to add.
  std::string hint;
  /// The line that is meant, for the caret; empty = not shown.
  std::string excerpt;

  friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

/// `file:line:column: error: message`, the line, the caret and the hint; ends in a newline. Control
/// characters of the file are shown as dots, and of a long line only the part around the place.
[[nodiscard]] std::string text(const Diagnostic& diagnostic);

/// Puts diagnostics in order of file, line and column, and drops repetitions.
void sort_and_unique(std::vector<Diagnostic>& diagnostics);

}  // namespace ripcord::scenario
