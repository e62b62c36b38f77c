#include "harness/diagram/tale.hpp"

#include "harness/diagram/quantities.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ripcord::diagram {
namespace {

/// How much a reader would miss the row.
int weight(const Row& row) {
  if (row.kind == Row::Kind::world) return 5;
  if (row.kind == Row::Kind::gap) return 3;
  if (row.look != Look::plain || !row.rule.empty()) return row.kind == Row::Kind::note ? 4 : 5;
  return row.kind == Row::Kind::note ? 2 : 1;
}

/// The least weight of which there is room for all.
int affordable(const std::vector<Row>& rows, std::size_t lines_max) {
  constexpr int weight_max = 5;
  int least = weight_max;
  for (int candidate = weight_max; candidate > 0; --candidate) {
    const auto count =
        std::ranges::count_if(rows, [&](const Row& row) { return weight(row) >= candidate; });
    if (static_cast<std::size_t>(count) > lines_max) break;
    least = candidate;
  }
  return least;
}

std::string_view fate(Look look) {
  switch (look) {
    case Look::dropped:
      return ", which never arrives";
    case Look::delayed:
      return ", which is held back";
    case Look::injected:
      return ", which nobody sent";
    case Look::altered:
      return ", which is not what was sent";
    case Look::refused:
      return ", and is refused";
    default:
      return "";
  }
}

std::string often(const Row& row) {
  if (row.count < 2) return {};
  std::string text = fmt::format(", {} times", row.count);
  if (row.until > row.time) text += " in " + time_text(row.until - row.time);
  return text;
}

std::string sentence(const Row& row, const Diagram& diagram) {
  const std::string by = row.rule.empty() ? "" : fmt::format(" (rule {})", row.rule);
  const auto name = [&](std::size_t lane) {
    return lane < diagram.lanes.size() ? diagram.lanes[lane].name : std::string("somebody");
  };
  switch (row.kind) {
    case Row::Kind::world:
      return fmt::format("rule {}", row.label);
    case Row::Kind::gap:
      return fmt::format("nothing is sent for {}", time_text(row.until - row.time));
    case Row::Kind::note:
      return fmt::format(
          "{} {}{}{}",
          name(row.from),
          row.look == Look::failed && !row.label.starts_with("gives up") ? "sees " : "",
          row.label,
          often(row));
    case Row::Kind::arrow:
      break;
  }
  return fmt::format("{} to {}: {}{}{}{}",
                     name(row.from),
                     name(row.to),
                     row.label,
                     fate(row.look),
                     often(row),
                     by);
}

}  // namespace

std::vector<std::string> tale(const Diagram& diagram, std::size_t lines_max) {
  const int least = affordable(diagram.rows, lines_max);
  const auto is_needed = [&](const Row& row) { return weight(row) >= least; };
  const auto needed = static_cast<std::size_t>(std::ranges::count_if(diagram.rows, is_needed));
  std::size_t room = lines_max - std::min(lines_max, needed);
  std::vector<std::string> lines;
  for (const Row& row : diagram.rows) {
    const bool fits = weight(row) == least - 1 && room > 0;
    if ((!is_needed(row) && !fits) || lines.size() == lines_max) continue;
    if (fits) --room;
    lines.push_back(fmt::format("{:>9}  {}", time_text(row.time), sentence(row, diagram)));
  }
  return lines;
}

}  // namespace ripcord::diagram
