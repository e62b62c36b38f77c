#pragma once

#include "harness/scenario/expectation.hpp"
#include "harness/world/ending.hpp"

#include <optional>
#include <string>

namespace ripcord::run {

/// What one field was, as text, and whether that is what was expected.
struct Comparison {
  std::string actual;
  bool ok = false;
};

/// Holds what is expected of a program of others against how `program` ended; none if the field
/// speaks of something else.
[[nodiscard]] std::optional<Comparison> compare_program(
    const scenario::Expected& expected, const std::optional<world::ProgramEnd>& program);

}  // namespace ripcord::run
