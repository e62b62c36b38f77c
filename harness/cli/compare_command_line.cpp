#include "harness/cli/compare_command_line.hpp"

#include "harness/cli/compare_options.hpp"
#include "harness/cli/option_forms.hpp"

#include <CLI/CLI.hpp>

#include <string>

namespace ripcord::cli {
namespace {

void add_sides(CLI::App& compare, TypedOptions& typed) {
  TypedCompare& values = typed.compare;
  compare.add_option(
      "PATH", typed.paths, "Scenario files and folders; or two run folders; none with commands");
  compare.add_option("--a", values.a, "A variant; without PATH a command, quoted")->type_name("A");
  compare.add_option("--b", values.b, "What it is compared with: is it worse?")->type_name("B");
  add_list(compare, "--a-set", values.a_settings, "Set a key of every scenario on one side")
      ->type_name("KEY.PATH=VALUE");
  add_list(compare, "--b-set", values.b_settings, "Set it on the other side")
      ->type_name("KEY.PATH=VALUE");
  compare.add_flag("--self",
                   values.self,
                   "Compare --a with itself: the noise floor, and what could be detected");
  add_list(compare, "--set", typed.settings, "Set a key of every scenario on both sides")
      ->type_name("KEY.PATH=VALUE");
  add_list(compare, "--transport", typed.transports, "Where to run: selects what allows it")
      ->type_name("T");
  compare.add_option("-k", typed.expression, "Only scenarios that match, as for `run`")
      ->type_name("EXPR");
  add_list(compare, "--tag", typed.tags, "Only scenarios with one of these tags")
      ->delimiter(',')
      ->type_name("T");
  compare.add_flag("--live", typed.live, "Also scenarios that start or dial foreign programs");
  compare.add_flag("--clean-too", values.clean, "Play every scenario without its faults, too");
}

void add_method(CLI::App& compare, TypedOptions& typed) {
  TypedCompare& values = typed.compare;
  compare.add_option("--seeds", typed.seeds, "Of what is exact (default: the scenario's own)")
      ->type_name("A..B");
  compare.add_flag("--exact", values.exact, "In sim: sample nothing, compare what is exact");
  compare.add_option("--pairs", values.pairs, "Pairs of launches (default 20)")->type_name("N");
  compare.add_option("--slices", values.slices, "Of a launch, behind one of warm-up (default 8)")
      ->type_name("N");
  compare.add_option("--slice", values.slice, "How long each lasts at least (default 100ms)")
      ->type_name("TIME");
  compare
      .add_option(
          "--order", values.order, "Seed of the order of launches (default: drawn, and printed)")
      ->type_name("N");
  compare.add_option("--cpus", values.cpus, "Run on these only (default: the last two)")
      ->type_name("LIST");
  add_list(compare, "--threshold", values.thresholds, "Which difference is none: `wall=10%`")
      ->type_name("METRIC=SHARE");
  add_list(compare,
           "--metric",
           values.metrics,
           "A number in a command's output: `rate:higher:5%=([0-9.]+) ops/s`")
      ->type_name("NAME[:BETTER[:SHARE]]=REGEX");
}

}  // namespace

void add_compare(CLI::App& app, TypedOptions& typed) {
  CLI::App& compare = *app.add_subcommand(
      "compare", "Say whether one of two variants, builds or commands is worse than the other");
  add_sides(compare, typed);
  add_method(compare, typed);
  compare.add_flag("--strict", typed.strict, "Exit 6 if something is not sure");
  compare.add_option("--out,-o", typed.out, "Folder for result.json (default runs/<time>-compare)")
      ->type_name("DIR");
  compare.add_option("--format", typed.format, "text, json or markdown")->type_name("F");

  CLI::App& launch = *app.add_subcommand(std::string(launch_command_name), "One launch of compare");
  launch.group("");
  TypedCompare& values = typed.compare;
  launch.add_option("PATH", typed.paths);
  launch.add_option("--seed", typed.seed);
  launch.add_option("--slices", values.slices);
  launch.add_option("--slice", values.slice);
  launch.add_flag("--clean-too", values.clean);
  add_list(launch, "--variant", typed.variants, "");
  add_list(launch, "--set", typed.settings, "");
  add_list(launch, "--transport", typed.transports, "");
}

}  // namespace ripcord::cli
