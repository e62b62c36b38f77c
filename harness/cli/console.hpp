#pragma once

#include "harness/cli/exit_code.hpp"
#include "harness/report/table.hpp"

#include <cstdint>
#include <ostream>
#include <string_view>

namespace ripcord::cli {

/// Who reads along.
enum class Audience : std::uint8_t { person, continuous_integration };

/// Where a command speaks to: results on `out`, everything else on `err`. The streams must outlive
/// it.
struct Console {
  std::ostream& out;
  std::ostream& err;
  report::Colours out_colours = report::Colours::off;
  Audience audience = Audience::person;
};

/// Says on `err` why `command` failed, `ripcord: <command>: <reason>`, and returns `code`.
ExitCode fail(Console& console, std::string_view command, ExitCode code, std::string_view reason);

}  // namespace ripcord::cli
