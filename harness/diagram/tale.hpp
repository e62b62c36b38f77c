#pragma once

#include "harness/diagram/diagram.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace ripcord::diagram {

/// The story of `diagram` in plain words, a sentence a line, at most `lines_max`: what rules and
/// the world did and what came of it first, then as much of the rest as there is room for. In order
/// of time.
[[nodiscard]] std::vector<std::string> tale(const Diagram& diagram, std::size_t lines_max);

}  // namespace ripcord::diagram
