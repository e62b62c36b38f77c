#pragma once

#include "harness/report/table.hpp"

#include <cstdint>
#include <ostream>

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

}  // namespace ripcord::cli
