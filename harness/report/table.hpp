#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace ripcord::report {

/// Whether text may carry colours: only on a terminal, and never with NO_COLOR.
enum class Colours : std::uint8_t { off, on };

enum class Tone : std::uint8_t { plain, good, bad, warning, heading };

/// `text` in the colour of `tone`, or as it is.
[[nodiscard]] std::string coloured(const std::string& text, Tone tone, Colours colours);

struct Cell {
  std::string text;
  Tone tone = Tone::plain;
};

/// Rows of cells with aligned columns, two blanks apart. The first row is the heading.
class Table {
 public:
  explicit Table(std::vector<std::string> heading);

  /// `cells` has as many as the heading.
  void add(std::vector<Cell> cells);

  /// One line a row, without blanks at its end. Columns that are empty in every row but the heading
  /// are left out; nothing is left of a table without rows.
  [[nodiscard]] std::string text(Colours colours) const;

  /// The same as an HTML table of class `name`; a tone is a cell's class.
  [[nodiscard]] std::string html(const std::string& name) const;

  /// The same as a Markdown table.
  [[nodiscard]] std::string markdown() const;

 private:
  [[nodiscard]] std::vector<std::size_t> used_columns() const;
  [[nodiscard]] std::size_t width_of(std::size_t column) const;

  std::vector<std::vector<Cell>> rows_;
};

}  // namespace ripcord::report
