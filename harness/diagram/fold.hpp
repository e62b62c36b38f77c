#pragma once

#include "harness/diagram/diagram.hpp"

#include <vector>

namespace ripcord::diagram {

/// `rows` with repetitions of one row, or of some rows in the same order, as one (or some) with a
/// count.
[[nodiscard]] std::vector<Row> folded(std::vector<Row> rows);

/// `rows` with a row of its own for each silence that is long beside what is usual among them.
[[nodiscard]] std::vector<Row> with_gaps(const std::vector<Row>& rows);

}  // namespace ripcord::diagram
