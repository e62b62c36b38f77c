#include "harness/diagram/diagram.hpp"

#include "harness/diagram/fold.hpp"
#include "harness/diagram/storyteller.hpp"

#include <algorithm>

namespace ripcord::diagram {
namespace {

bool speaks_of(const Row& row, const std::string& operation) {
  return row.look == Look::failed && row.label.starts_with(operation);
}

/// Puts what the client said at the end of its work behind the last row that speaks of the
/// operation that broke.
void conclude(Diagram& diagram, const Conclusion& conclusion) {
  if (conclusion.text.empty()) return;
  std::vector<Row>& rows = diagram.rows;
  auto last = rows.end();
  for (auto row = rows.begin(); row != rows.end(); ++row) {
    if (!conclusion.operation.empty() && speaks_of(*row, conclusion.operation)) last = row + 1;
  }
  const std::int64_t time = rows.empty() ? 0 : last == rows.end() ? rows.back().until : last->time;
  rows.insert(last,
              {.kind = Row::Kind::note,
               .look = Look::failed,
               .label = "gives up: " + conclusion.text,
               .time = time,
               .until = time});
}

}  // namespace

Diagram draw(const trace::Log& log, const Conclusion& conclusion) {
  Diagram diagram = Storyteller(log).tell();
  diagram.rows = folded(std::move(diagram.rows));
  conclude(diagram, conclusion);
  diagram.rows = with_gaps(diagram.rows);
  if (diagram.rows.size() > rows_max) {
    diagram.left_out = diagram.rows.size() - rows_max;
    diagram.rows.resize(rows_max);
  }
  return diagram;
}

}  // namespace ripcord::diagram
