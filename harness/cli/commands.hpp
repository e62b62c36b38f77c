#pragma once

#include "harness/cli/console.hpp"
#include "harness/cli/exit_code.hpp"
#include "harness/cli/options.hpp"
#include "harness/cli/program.hpp"

#include <string>
#include <vector>

namespace ripcord::cli {

/// Plays what is selected, leaves a run folder and prints what came out. `argv` goes into
/// result.json.
[[nodiscard]] ExitCode run_command(const RunOptions& options,
                                   const std::vector<std::string>& argv,
                                   const Program& program,
                                   Console& console);

/// Reports every error of every file, or prints each variant with all defaults filled in.
[[nodiscard]] ExitCode check_command(const CheckOptions& options,
                                     const Program& program,
                                     Console& console);

/// Lists what `run` would select, one line a scenario.
[[nodiscard]] ExitCode list_command(const ListOptions& options,
                                    const Program& program,
                                    Console& console);

/// Lists the catalogue of faults and actions, or explains one kind; or is their page of docs/.
[[nodiscard]] ExitCode faults_command(const FaultsOptions& options,
                                      const Program& program,
                                      Console& console);

/// Writes a commented scenario that passes, to begin with.
[[nodiscard]] ExitCode init_command(const InitOptions& options, Console& console);

/// Prints the JSON Schema of scenario files or of result.json, or the former's reference page.
[[nodiscard]] ExitCode schema_command(const SchemaOptions& options,
                                      const Program& program,
                                      Console& console);

/// Serves a scenario's world on this machine's sockets until a signal comes, whose exit code it
/// returns: 130 or 143.
[[nodiscard]] ExitCode serve_command(const ServeOptions& options,
                                     const Program& program,
                                     Console& console);

/// Stands between other programs until a signal comes, and then says what every rule did. A
/// scenario that becomes invalid while it runs changes nothing.
[[nodiscard]] ExitCode proxy_command(const ProxyOptions& options,
                                     const std::vector<std::string>& argv,
                                     const Program& program,
                                     Console& console);

/// Runs one errand to somebody's server. Exit codes beside the contract's: 1 where the server said
/// no, 3 where it was not reached.
[[nodiscard]] ExitCode client_command(const ClientOptions& options,
                                      const Program& program,
                                      Console& console);

/// Plays every fault at every point of a scenario, or lists the points; says what broke and leaves
/// a replay of each failure. 1: something broke; 6, under `--strict`: not all was played.
[[nodiscard]] ExitCode explore_command(const ExploreOptions& options,
                                       const std::vector<std::string>& argv,
                                       const Program& program,
                                       Console& console);

/// Plays the run of a replay file again. 1: the recorded failure happened again; 0: it passes now;
/// 7: it is another run than the recorded one.
[[nodiscard]] ExitCode replay_command(const ReplayOptions& options,
                                      const Program& program,
                                      Console& console);

/// Makes the run of a replay file smaller as long as it fails in the same way, and writes it as a
/// replay and as a scenario. 7: it does not fail as recorded.
[[nodiscard]] ExitCode shrink_command(const ShrinkOptions& options,
                                      const Program& program,
                                      Console& console);

/// Compares two sides of scenarios, commands or stored runs. 5: the second is worse; 6, under
/// `--strict`: it is not sure.
[[nodiscard]] ExitCode compare_command(const CompareOptions& options,
                                       const std::vector<std::string>& argv,
                                       const Program& program,
                                       Console& console);

/// Plays one variant again and again and prints what it came to, for the process that compares.
[[nodiscard]] ExitCode launch_command(const LaunchOptions& options,
                                      const Program& program,
                                      Console& console);

/// Calls somebody's server as hard as it is told and says how long answers took. 1: calls failed;
/// 3: nobody was reached; 6, under `--strict`: the generator was too slow, or the server.
[[nodiscard]] ExitCode load_command(const LoadOptions& options,
                                    const std::vector<std::string>& argv,
                                    const Program& program,
                                    Console& console);

/// Prints the trace of a run that was kept, line by line, or its sequence diagram.
[[nodiscard]] ExitCode trace_command(const TraceOptions& options, Console& console);

/// Writes every artefact of run folders anew, of all their runs together. Exit codes as of `run`; 3
/// also where one of them is damaged, or was ended before its end.
[[nodiscard]] ExitCode report_command(const ReportOptions& options, Console& console);

/// Tells the story of a run that was kept, in about ten lines.
[[nodiscard]] ExitCode explain_command(const ExplainOptions& options, Console& console);

/// Says what this machine has and lacks. Lacking something is no failure.
[[nodiscard]] ExitCode doctor_command(const DoctorOptions& options,
                                      const Program& program,
                                      Console& console);

/// Lists or runs the fuzz targets of a build, or works on one input. 8: something broke; 3: a
/// target is not built or not listed, or had no input to begin with.
[[nodiscard]] ExitCode fuzz_command(const FuzzOptions& options,
                                    const Program& program,
                                    Console& console);

[[nodiscard]] ExitCode version_command(const VersionOptions& options,
                                       const Program& program,
                                       Console& console);

}  // namespace ripcord::cli
