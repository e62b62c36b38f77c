#include "harness/cli/bouts.hpp"
#include "harness/cli/commands.hpp"
#include "harness/cli/library.hpp"
#include "harness/cli/playbill.hpp"
#include "harness/cli/selection.hpp"
#include "harness/compare/measured_plays.hpp"
#include "harness/compare/trial_text.hpp"

namespace ripcord::cli {

ExitCode launch_command(const LaunchOptions& options, const Program& program, Console& console) {
  const Library library =
      load_library(options.selection.paths, options.selection.settings, *program.vocabulary);
  if (!library.is_sound()) return print_problems(library, console);
  const Selection selection = select(library, options.selection, {});
  const Playbill playbill(
      selection.candidates, SeedRange{.low = options.seed, .high = options.seed}, program);
  if (const ExitCode code = playbill.print_problems(console); code != ExitCode::as_expected)
    return code;
  if (playbill.performances().size() != 1)
    return fail(console, "launch", ExitCode::invalid, "one variant of one scenario is launched");
  const Performance& performance = playbill.performances().front();
  std::unique_ptr<run::Production> clean;
  if (options.clean == CleanRuns::on) clean = without_faults(*performance.production, program);
  console.out << compare::trial_text(compare::measure_plays(
      clean ? *clean : *performance.production, *performance.venue, options.seed, options.slices));
  return ExitCode::as_expected;
}

}  // namespace ripcord::cli
