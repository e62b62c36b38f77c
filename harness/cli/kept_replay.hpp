#pragma once

#include "harness/cli/program.hpp"
#include "harness/report/subject.hpp"
#include "harness/run/production.hpp"
#include "harness/run/result.hpp"

#include <string>

namespace ripcord::cli {

/// The replay of a run that failed, as the text of its file: what struck, where, and how it then
/// ended. It is played once before it is handed out, so that it says what `ripcord replay` comes
/// to, or what a list of strikes cannot express. Empty if there is nothing to be written down:
/// the run did not fail, or its trace is not there.
[[nodiscard]] std::string kept_replay(const report::Subject& subject,
                                      const run::Production& production,
                                      const run::RunResult& result,
                                      const Program& program);

}  // namespace ripcord::cli
