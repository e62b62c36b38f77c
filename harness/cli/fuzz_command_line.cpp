#include "harness/cli/fuzz_command_line.hpp"

#include "harness/cli/network_words.hpp"
#include "harness/cli/option_forms.hpp"
#include "harness/cli/reading.hpp"
#include "harness/cli/words.hpp"

#include <CLI/CLI.hpp>

#include <array>
#include <utility>

namespace ripcord::cli {
namespace {

/// The errands of `fuzz`, in the order of the enumeration.
constexpr std::array<const char*, 5> errands{"list", "run", "repro", "minimise", "export"};
constexpr std::array<const char*, 5> summaries{
    "List the targets that are built",
    "Fuzz targets, each for a time; exit 8 if something breaks",
    "Run one input, and tell it in words",
    "Keep as few inputs as reach everything, or make a failing one short",
    "Write a failing schedule as a scenario, any other input into fuzz/regressions"};

void add_errand(CLI::App& fuzz, std::size_t number, TypedOptions& typed) {
  CLI::App& errand = *fuzz.add_subcommand(errands[number], summaries[number]);
  errand.callback([&typed, number] { typed.fuzz.errand = errands[number]; });
  const auto kind = static_cast<FuzzOptions::Errand>(number);
  if (kind == FuzzOptions::Errand::run) {
    errand.add_option("TARGET", typed.paths, "Only these targets");
  } else if (kind != FuzzOptions::Errand::list) {
    errand.add_option("TARGET", typed.fuzz.target, "Its name");
    errand.add_option("INPUT", typed.fuzz.input, "A file that holds an input");
  }
  errand.add_option("--targets", typed.fuzz.programs, "Folder of the programs (build/fuzz/fuzz)")
      ->type_name("DIR");
  if (kind == FuzzOptions::Errand::list || kind == FuzzOptions::Errand::run)
    add_format(errand, typed);
  if (kind == FuzzOptions::Errand::list || kind == FuzzOptions::Errand::repro) return;
  errand.add_option("--sources", typed.fuzz.sources, "Root of the sources (.)")->type_name("DIR");
  errand.add_option("--out,-o", typed.out, "Where results go (default build/fuzz/out)")
      ->type_name("DIR");
  if (kind == FuzzOptions::Errand::export_) return;
  errand.add_option("--time", typed.fuzz.time, "For each target (default 60s)")->type_name("TIME");
  if (kind != FuzzOptions::Errand::run) return;
  errand.add_option("--seed", typed.seed, "Of libFuzzer's draws")->type_name("N");
  errand.add_option("--sarif", typed.fuzz.sarif, "Write findings for code scanners")
      ->type_name("FILE");
}

}  // namespace

void add_fuzz(CLI::App& app, TypedOptions& typed) {
  CLI::App& fuzz = *app.add_subcommand("fuzz", "Fuzz the protocol code, readers and schedules");
  fuzz.require_subcommand(0, 1);
  for (std::size_t i = 0; i < errands.size(); ++i) add_errand(fuzz, i, typed);
}

Request fuzz_request(const TypedOptions& typed) {
  const TypedFuzz& fuzz = typed.fuzz;
  Reading reading;
  FuzzOptions options{
      .targets = typed.paths,
      .target = fuzz.target,
      .input = fuzz.input,
      .time = reading.value("--time", fuzz.time, parse_time, FuzzOptions{}.time),
      .sarif = fuzz.sarif,
      .format = reading.value("--format", typed.format, parse_format, Format::text)};
  if (!fuzz.programs.empty()) options.programs = fuzz.programs;
  if (!fuzz.sources.empty()) options.sources = fuzz.sources;
  if (!typed.out.empty()) options.out = typed.out;
  if (!typed.seed.empty())
    options.seed = reading.value("--seed", typed.seed, parse_seed, std::uint64_t{1});
  if (fuzz.errand.empty()) reading.fail("fuzz: name an errand: list, run, repro, minimise, export");
  for (std::size_t i = 0; i < errands.size(); ++i)
    if (errands[i] == fuzz.errand) options.errand = static_cast<FuzzOptions::Errand>(i);
  const bool needs_input = options.errand == FuzzOptions::Errand::repro ||
                           options.errand == FuzzOptions::Errand::export_;
  if (needs_input && options.input.empty()) reading.fail("name the target and the input");
  if (options.errand == FuzzOptions::Errand::minimise && options.target.empty())
    reading.fail("name the target");
  return reading.finish(std::move(options));
}

}  // namespace ripcord::cli
