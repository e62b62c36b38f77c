#include "harness/report/coverage.hpp"

#include "harness/world/action.hpp"
#include "transports/base/assert.hpp"
#include "transports/shim/fault.hpp"
#include "transports/trace/coordinate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace ripcord::report {
namespace {

using trace::Record;
using trace::What;

constexpr std::array<std::string_view, point_class_count> words{
    "connect", "setup", "setup_answer", "request", "answer", "bytes", "happening"};

shim::Places place_of(std::string_view transport) {
  if (transport == "sim") return shim::in_sim;
  return transport == "tcp" ? shim::on_tcp : shim::on_local;
}

/// Whether a fault of that kind can strike there at all.
bool is_legal(const shim::FaultKind& kind, PointClass point) {
  if (point == PointClass::happening) return false;
  if (point == PointClass::connect) return kind.target != shim::Target::units;
  if (kind.target == shim::Target::connects) return false;
  // What edits answers of the directory has nothing to do with anything else.
  return kind.family != shim::Family::endpoint_mapper || point == PointClass::answer;
}

/// Actions may be set off by anything.
bool is_legal(const world::ActionKind& /*kind*/, PointClass /*point*/) { return true; }

template <typename Kind>
void add_cells(const Kind& kind, std::string_view transport, std::vector<Coverage::Cell>& cells) {
  if ((kind.places & place_of(transport)) == 0) return;
  for (std::size_t i = 0; i < point_class_count; ++i) {
    const auto point = static_cast<PointClass>(i);
    if (!is_legal(kind, point)) continue;
    cells.push_back(
        {.kind = std::string(kind.name), .point = point, .transport = std::string(transport)});
  }
}

bool noticed(const run::RunResult& result) {
  const auto is_violated = [](const run::OracleReport& oracle) {
    return oracle.state == run::OracleState::violated;
  };
  return result.ending.outcome != run::Outcome::completed ||
         std::ranges::any_of(result.oracles, is_violated);
}

Coverage::Cell& cell_of(std::vector<Coverage::Cell>& cells,
                        std::string_view kind,
                        PointClass point) {
  const auto is_it = [&](const Coverage::Cell& cell) {
    return cell.kind == kind && cell.point == point;
  };
  const auto found = std::ranges::find_if(cells, is_it);
  if (found != cells.end()) return *found;
  return cells.emplace_back(Coverage::Cell{.kind = std::string(kind), .point = point});
}

}  // namespace

std::string_view point_class_word(PointClass point) {
  return words[static_cast<std::size_t>(point)];
}

std::optional<PointClass> point_class(std::string_view word) {
  const auto found = std::ranges::find(words, word);
  if (found == words.end()) return std::nullopt;
  return static_cast<PointClass>(found - words.begin());
}

std::optional<PointClass> point_class_of(const Record& record) {
  const bool struck = record.what == What::fired;
  if (record.what == What::happening || (struck && record.connection == 0))
    return PointClass::happening;
  if (record.what == What::connect_requested || (struck && record.pdu == trace::connect_pdu))
    return PointClass::connect;
  if (record.what != What::unit && !struck) return std::nullopt;
  if (record.pdu == trace::opaque_pdu) return PointClass::bytes;
  const bool of_call = record.operation != trace::no_operation;
  if (record.direction == 0) return of_call ? PointClass::request : PointClass::setup;
  return of_call ? PointClass::answer : PointClass::setup_answer;
}

void Coverage::add(const run::RunResult& result) {
  RIPCORD_ASSERT(result.trace != nullptr);
  Transport& transport = this->transport(result.transport);
  std::set<std::pair<std::string_view, PointClass>> struck;
  for (const Record& record : result.trace->records()) {
    const std::optional<PointClass> point = point_class_of(record);
    if (!point) continue;
    if (record.what != What::fired) {
      ++transport.reached[static_cast<std::size_t>(*point)];
      continue;
    }
    const std::string& kind = result.trace->legend().rules[record.rule].kind;
    ++cell_of(transport.struck, kind, *point).injected;
    struck.emplace(kind, *point);
  }
  const bool detected = noticed(result);
  for (const auto& [kind, point] : struck) {
    Cell& cell = cell_of(transport.struck, kind, point);
    ++(detected ? cell.detected : cell.survived);
  }
}

void Coverage::add(const std::vector<Cell>& cells) {
  // Every kind has a cell for the same points.
  std::set<std::pair<std::string_view, PointClass>> counted;
  for (const Cell& cell : cells) {
    Transport& transport = this->transport(cell.transport);
    if (counted.emplace(cell.transport, cell.point).second)
      transport.reached[static_cast<std::size_t>(cell.point)] += cell.reached;
    if (cell.injected == 0) continue;
    Cell& sum = cell_of(transport.struck, cell.kind, cell.point);
    sum.injected += cell.injected;
    sum.detected += cell.detected;
    sum.survived += cell.survived;
  }
}

std::vector<Coverage::Cell> Coverage::cells() const {
  std::vector<Cell> all;
  for (const Transport& transport : transports_) {
    std::vector<Cell> cells;
    for (const shim::FaultKind* kind : shim::fault_kinds()) add_cells(*kind, transport.name, cells);
    for (const world::ActionKind* kind : world::action_kinds())
      add_cells(*kind, transport.name, cells);
    for (const Cell& struck : transport.struck) {
      Cell& cell = cell_of(cells, struck.kind, struck.point);
      cell = struck;
      cell.transport = transport.name;
    }
    for (Cell& cell : cells) cell.reached = transport.reached[static_cast<std::size_t>(cell.point)];
    all.insert(all.end(), cells.begin(), cells.end());
  }
  return all;
}

Coverage::Transport& Coverage::transport(const std::string& name) {
  const auto found = std::ranges::find(transports_, name, &Transport::name);
  return found != transports_.end() ? *found : transports_.emplace_back(Transport{.name = name});
}

Table coverage_table(const Coverage& coverage) {
  Table table(
      {"kind", "struck at", "transport", "reached", "injected", "runs detected", "runs survived"});
  for (const Coverage::Cell& cell : coverage.cells()) {
    const Tone tone = cell.injected > 0 ? Tone::good : Tone::plain;
    table.add({{.text = cell.kind},
               {.text = std::string(point_class_word(cell.point))},
               {.text = cell.transport},
               {.text = fmt::format("{}", cell.reached)},
               {.text = fmt::format("{}", cell.injected), .tone = tone},
               {.text = fmt::format("{}", cell.detected)},
               {.text = fmt::format("{}", cell.survived)}});
  }
  return table;
}

void write_coverage(JsonWriter& json, const Coverage& coverage) {
  json.begin_array();
  for (const Coverage::Cell& cell : coverage.cells()) {
    json.begin_object().word("kind", cell.kind).word("point", point_class_word(cell.point));
    json.word("transport", cell.transport).number("reached", cell.reached);
    json.number("injected", cell.injected).number("detected", cell.detected);
    json.number("survived", cell.survived).end_object();
  }
  json.end_array();
}

namespace {

/// A cell of the matrix; an empty one where the kind cannot strike at such a point.
std::string matrix_cell(const std::vector<Coverage::Cell>& cells,
                        const Coverage::Cell& row,
                        std::size_t point) {
  const auto cell = std::ranges::find_if(cells, [&](const Coverage::Cell& one) {
    return one.kind == row.kind && one.transport == row.transport &&
           one.point == static_cast<PointClass>(point);
  });
  if (cell == cells.end()) return "<td></td>";
  if (cell->injected == 0)
    return fmt::format("<td class=\"untried\" title=\"{} points reached\">0</td>", cell->reached);
  return fmt::format(
      "<td class=\"tried\" title=\"{} points reached; noticed in {} runs, not in {}\">{}, noticed "
      "in {} of {}</td>",
      cell->reached,
      cell->detected,
      cell->survived,
      cell->injected,
      cell->detected,
      cell->detected + cell->survived);
}

}  // namespace

std::string coverage_matrix(const Coverage& coverage) {
  const std::vector<Coverage::Cell> cells = coverage.cells();
  std::string text;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const bool begins = i == 0 || cells[i].transport != cells[i - 1].transport;
    if (begins) {
      text += (i == 0 ? "" : "</tbody></table>\n");
      text += fmt::format("<h3>{}</h3>\n<table class=\"coverage\"><thead><tr><th>kind</th>",
                          cells[i].transport);
      for (const std::string_view word : words) text += fmt::format("<th>{}</th>", word);
      text += "</tr></thead><tbody>\n";
    }
    if (!begins && cells[i].kind == cells[i - 1].kind) continue;
    text += fmt::format("<tr><td>{}</td>", cells[i].kind);
    for (std::size_t point = 0; point < point_class_count; ++point)
      text += matrix_cell(cells, cells[i], point);
    text += "</tr>\n";
  }
  return cells.empty() ? text : text + "</tbody></table>\n";
}

}  // namespace ripcord::report
