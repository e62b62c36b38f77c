#include "harness/cli/search_command_line.hpp"

#include "harness/cli/option_forms.hpp"

#include <CLI/CLI.hpp>

namespace ripcord::cli {
namespace {

void add_transport(CLI::App& app, TypedSearch& values, const char* help) {
  app.add_option("--transport", values.transport, help)->type_name("T");
}

void add_explore(CLI::App& app, TypedOptions& typed) {
  CLI::App& explore = *app.add_subcommand(
      "explore", "Play every fault at every point of a scenario, and say what broke");
  TypedSearch& values = typed.search;
  explore.add_option("SCENARIO", typed.word, "It is played without its `faults`");
  explore.add_option("--variant", values.variant, "Of the scenario (default: the first)")
      ->type_name("V");
  explore
      .add_option("--against",
                  values.against,
                  "A variant that shows which failures are needless, or none (default: patched)")
      ->type_name("V");
  add_transport(explore, values, "Where to play (default: sim, if the scenario runs there)");
  explore.add_flag("--live", typed.live, "In real time: the scenario's first transport but sim");
  explore.add_option("--depth", values.depth, "Faults in one run: 1 (default), 2 or 3")
      ->type_name("N");
  add_list(explore, "--kinds", values.kinds, "Only these kinds of fault and action")
      ->delimiter(',')
      ->type_name("LIST");
  explore.add_option("--budget", values.budget, "Stop after so long")->type_name("TIME");
  explore.add_option("--runs", values.runs, "Stop after so many runs")->type_name("N");
  explore.add_option("--seed", typed.seed, "Of the world (default: the scenario's first)")
      ->type_name("N");
  explore.add_flag("--keep-faults", values.keep_faults, "Start with the scenario's own faults");
  explore.add_flag(
      "--list-points", values.list_points, "Play once and print where it could strike");
  explore
      .add_option("--jobs,-j",
                  typed.jobs,
                  "Worlds side by side (default 1); what is found does not depend on it")
      ->type_name("N");
  explore.add_option("--shard", typed.shard, "Only the i-th of n parts")->type_name("i/n");
  explore.add_flag("--strict", typed.strict, "Exit 6 if not all was played");
  add_list(explore, "--set", typed.settings, "Set a key of the scenario")
      ->type_name("KEY.PATH=VALUE");
  explore.add_option("--out,-o", typed.out, "Folder for the result (default runs/<time>-<name>)")
      ->type_name("DIR");
  add_format(explore, typed);
}

void add_replay(CLI::App& app, TypedOptions& typed) {
  CLI::App& replay = *app.add_subcommand("replay", "Play a recorded run again");
  replay.add_option("FILE", typed.word, "A replay file; edit it as you like");
  add_transport(replay, typed.search, "Where to play (default: where it was recorded)");
  replay.add_flag("--strict", typed.strict, "The trace must be the same, not the outcome alone");
  replay
      .add_option("--until",
                  typed.search.until,
                  "Tell the story up to a happening, a point or the number of an event")
      ->type_name("EVENT");
  add_list(replay, "--drop-fault", typed.search.dropped, "Leave the K-th fault out, from 1")
      ->type_name("K");
}

void add_shrink(CLI::App& app, TypedOptions& typed) {
  CLI::App& shrink = *app.add_subcommand(
      "shrink", "Make a failing replay and its scenario as small as they can be");
  shrink.add_option("FILE", typed.word, "A replay file that fails");
  shrink.add_option("--runs", typed.search.runs, "Play at most so many (default 20000)")
      ->type_name("N");
  shrink
      .add_option(
          "--out,-o", typed.out, "Write STEM.json and STEM.yaml (default: beside FILE, `.min`)")
      ->type_name("STEM");
}

}  // namespace

void add_search(CLI::App& app, TypedOptions& typed) {
  add_explore(app, typed);
  add_replay(app, typed);
  add_shrink(app, typed);
}

}  // namespace ripcord::cli
