#include "harness/cli/commands.hpp"
#include "harness/diagram/tale.hpp"
#include "harness/report/stored_run.hpp"

namespace ripcord::cli {

ExitCode explain_command(const ExplainOptions& options, Console& console) {
  // With what frames it, about ten lines.
  constexpr std::size_t lines_max = 10;
  const auto run = report::read_run(options.path);
  if (!run) return fail(console, "explain", ExitCode::environment, run.error().text);
  console.out << run->id << '\n';
  for (const std::string& line :
       diagram::tale(diagram::draw(*run->trace.log, run->conclusion), lines_max))
    console.out << line << '\n';
  if (!run->message.empty()) console.out << "The client logged: " << run->message << '\n';
  for (const std::string& oracle : run->violated) console.out << "Violated: " << oracle << '\n';
  if (run->trace.log->digests() == nullptr) {
    console.out << "incomplete: the run was cut off here\n";
  } else if (!run->outcome.empty()) {
    console.out << "In the end: " << run->outcome
                << (run->verdict == "passed" ? ", as the scenario expects" : ", not as expected")
                << '\n';
  }
  if (!run->failure.empty()) console.out << run->failure;
  if (run->failure.empty() && !run->replay_command.empty())
    console.out << "Again: " << run->replay_command << '\n';
  return ExitCode::as_expected;
}

}  // namespace ripcord::cli
