#include "harness/report/table.hpp"

#include "harness/diagram/svg.hpp"
#include "harness/report/plain_text.hpp"
#include "transports/base/assert.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace ripcord::report {
namespace {

std::string_view escape_of(Tone tone) {
  switch (tone) {
    case Tone::plain:
      return "";
    case Tone::good:
      return "\x1b[32m";
    case Tone::bad:
      return "\x1b[1;31m";
    case Tone::warning:
      return "\x1b[33m";
    case Tone::heading:
      return "\x1b[1m";
  }
  return "";
}

std::string_view class_of(Tone tone) {
  switch (tone) {
    case Tone::good:
      return " class=\"good\"";
    case Tone::bad:
      return " class=\"bad\"";
    case Tone::warning:
      return " class=\"warning\"";
    case Tone::plain:
    case Tone::heading:
      break;
  }
  return "";
}

std::string html_cell(const Cell& cell, std::string_view kind) {
  std::string text = "<";
  text += kind;
  text += class_of(cell.tone);
  text += ">" + diagram::escaped(plain_text(cell.text)) + "</";
  text += kind;
  return text + ">";
}

}  // namespace

std::string coloured(const std::string& text, Tone tone, Colours colours) {
  if (colours == Colours::off || tone == Tone::plain || text.empty()) return text;
  return std::string(escape_of(tone)) + text + "\x1b[0m";
}

Table::Table(std::vector<std::string> heading) {
  std::vector<Cell> cells;
  cells.reserve(heading.size());
  for (std::string& word : heading)
    cells.push_back({.text = std::move(word), .tone = Tone::heading});
  rows_.push_back(std::move(cells));
}

void Table::add(std::vector<Cell> cells) {
  RIPCORD_ASSERT(cells.size() == rows_.front().size());
  rows_.push_back(std::move(cells));
}

std::string Table::text(Colours colours) const {
  const std::vector<std::size_t> columns = used_columns();
  if (columns.empty()) return {};
  std::string text;
  for (const std::vector<Cell>& row : rows_) {
    std::size_t blanks = 0;
    for (const std::size_t column : columns) {
      const Cell& cell = row[column];
      if (!cell.text.empty()) {
        text.append(blanks, ' ');
        text += coloured(cell.text, cell.tone, colours);
        blanks = 0;
      }
      blanks += width_of(column) - width(cell.text) + 2;
    }
    text += '\n';
  }
  return text;
}

std::string Table::html(const std::string& name) const {
  const std::vector<std::size_t> columns = used_columns();
  if (columns.empty()) return {};
  std::string text = "<table class=\"" + name + "\">\n<thead>";
  for (const std::vector<Cell>& row : rows_) {
    const std::string_view kind = &row == &rows_.front() ? "th" : "td";
    text += "<tr>";
    for (const std::size_t column : columns) text += html_cell(row[column], kind);
    text += &row == &rows_.front() ? "</tr></thead>\n<tbody>\n" : "</tr>\n";
  }
  return text + "</tbody></table>\n";
}

std::string Table::markdown() const {
  const std::vector<std::size_t> columns = used_columns();
  if (columns.empty()) return {};
  std::string text;
  for (const std::vector<Cell>& row : rows_) {
    for (const std::size_t column : columns) text += "| " + markdown_text(row[column].text) + " ";
    text += "|\n";
    if (&row != &rows_.front()) continue;
    for (std::size_t column = 0; column < columns.size(); ++column) text += "| --- ";
    text += "|\n";
  }
  return text;
}

std::vector<std::size_t> Table::used_columns() const {
  std::vector<std::size_t> used;
  for (std::size_t column = 0; column < rows_.front().size(); ++column) {
    const auto filled = [column](const std::vector<Cell>& row) {
      return !row[column].text.empty();
    };
    if (std::any_of(rows_.begin() + 1, rows_.end(), filled)) used.push_back(column);
  }
  return used;
}

std::size_t Table::width_of(std::size_t column) const {
  std::size_t widest = 0;
  for (const std::vector<Cell>& row : rows_) widest = std::max(widest, width(row[column].text));
  return widest;
}

}  // namespace ripcord::report
