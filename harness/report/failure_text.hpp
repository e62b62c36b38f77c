#pragma once

#include "harness/report/subject.hpp"
#include "harness/run/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace ripcord::report {

/// Why a run is not as expected, as every reporter prints it: scenario, step, file and line, what
/// was expected and what came instead, the field that differs, the faults that were active and the
/// command that plays the run again. Several lines, the last ends in a newline. Not for a run that
/// passed.
[[nodiscard]] std::string failure_text(const Subject& subject, const run::RunResult& result);

/// The line of the scenario file that the failure is about: that of the expectation, else the
/// variant's.
[[nodiscard]] std::uint32_t line_of(const Subject& subject, const run::RunResult& result);

/// The same in one line: `BackupRead: error: expected 0x102, got 1722`.
[[nodiscard]] std::string failure_line(const run::RunResult& result);

/// What broke, in one line: `BackupRead of pub.edb: error 258 (0x102), event 8010`. Empty if
/// nothing did.
[[nodiscard]] std::string what_broke(const world::Ending& ending);

/// Names of the oracles that the run violated, separated by a comma and a space.
[[nodiscard]] std::string violated_oracles(const run::RunResult& result);

}  // namespace ripcord::report
