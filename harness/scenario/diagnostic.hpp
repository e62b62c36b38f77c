#pragma once

#include <cstddef>
#include <cstdint>
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
  /// The line that is meant, for the caret, or of a long one the part around the place; empty = not
  /// shown. Its first character stands in column `excerpt_column`.
  std::string excerpt;
  std::uint32_t excerpt_column = 1;

  friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

/// More errors than anybody reads at once; the reader of a file stops there, so that hostile files
/// cost no more than honest ones.
inline constexpr std::size_t diagnostics_max = 100;

/// `file:line:column: error: message`, the line, the caret and the hint; ends in a newline.
[[nodiscard]] std::string text(const Diagnostic& diagnostic);

/// Puts diagnostics in order of file, line and column, and drops repetitions.
void sort_and_unique(std::vector<Diagnostic>& diagnostics);

}  // namespace ripcord::scenario
