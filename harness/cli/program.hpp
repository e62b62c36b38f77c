#pragma once

#include "harness/cli/console.hpp"
#include "harness/cli/exit_code.hpp"
#include "harness/report/result_document.hpp"
#include "harness/scenario/vocabulary.hpp"
#include "harness/stage/stage.hpp"
#include "harness/world/cast.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ripcord::cli {

/// What the program is made of; `main` puts it together. What it points to must outlive it.
struct Program {
  /// The ways to stage runs that are in this build.
  std::vector<const stage::Venue*> venues;
  /// The peers that play.
  const world::Cast* cast = nullptr;
  /// The words that scenarios may use.
  const scenario::Vocabulary* vocabulary = nullptr;
  report::Tool tool;

  /// The venue of that name, or none.
  [[nodiscard]] const stage::Venue* venue(std::string_view name) const;
};

/// Does what `arguments` (without the program's name) ask for.
[[nodiscard]] ExitCode execute(std::span<const char* const> arguments,
                               const Program& program,
                               Console& console);

}  // namespace ripcord::cli
