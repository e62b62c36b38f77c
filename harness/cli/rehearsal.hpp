#pragma once

#include "harness/cli/console.hpp"
#include "harness/cli/exit_code.hpp"
#include "harness/cli/searched_scenario.hpp"
#include "harness/explore/onlooker.hpp"
#include "harness/explore/trials.hpp"

#include <optional>
#include <string_view>

namespace ripcord::cli {

/// Says which programs of others every play of `searched` starts, before the first does.
void announce(const SearchedScenario& searched, Console& console);

/// Says which programs of others are started, and plays them while nothing strikes, to know what
/// they print then. None if they fail already: what is wrong is printed, as `ripcord: <command>:
/// ...`, and `code` says what it deserves. `searched` has programs of others.
[[nodiscard]] std::optional<explore::Onlooker> rehearsed(const SearchedScenario& searched,
                                                         const explore::Trials& trials,
                                                         std::string_view command,
                                                         Console& console,
                                                         ExitCode& code);

}  // namespace ripcord::cli
