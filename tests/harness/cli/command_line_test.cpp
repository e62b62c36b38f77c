#include "harness/cli/command_line.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <variant>
#include <vector>

namespace ripcord::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

template <typename T>
T parse(const std::vector<const char*>& arguments) {
  const Request request = parse_command_line(arguments);
  const auto* error = std::get_if<UsageError>(&request);
  EXPECT_TRUE(std::holds_alternative<T>(request)) << (error == nullptr ? "" : error->text);
  return std::holds_alternative<T>(request) ? std::get<T>(request) : T{};
}

std::string error_of(const std::vector<const char*>& arguments) {
  return parse<UsageError>(arguments).text;
}

TEST(CommandLine, gives_run_its_paths) {
  EXPECT_THAT(parse<RunOptions>({"run", "a.yaml", "b"}).selection.paths,
              ElementsAre("a.yaml", "b"));
}

TEST(CommandLine, takes_one_value_for_each_variant_option) {
  const RunOptions options =
      parse<RunOptions>({"run", "--variant", "v", "a.yaml", "--variant", "w"});

  EXPECT_THAT(options.selection.variants, ElementsAre("v", "w"));
  EXPECT_THAT(options.selection.paths, ElementsAre("a.yaml"));
}

TEST(CommandLine, makes_a_range_of_one_seed) {
  const RunOptions options = parse<RunOptions>({"run", "a", "--seed", "7"});

  EXPECT_EQ(7U, options.seeds->low);
  EXPECT_EQ(7U, options.seeds->high);
}

TEST(CommandLine, takes_a_range_of_seeds) {
  EXPECT_EQ(100U, parse<RunOptions>({"run", "a", "--seeds", "1..100"}).seeds->high);
}

TEST(CommandLine, leaves_seeds_to_the_scenario) {
  EXPECT_FALSE(parse<RunOptions>({"run", "a"}).seeds);
}

TEST(CommandLine, refuses_seed_and_seeds_together) {
  EXPECT_EQ("--seed and --seeds exclude each other",
            error_of({"run", "a", "--seed", "1", "--seeds", "1..2"}));
}

TEST(CommandLine, separates_reporters_by_commas) {
  EXPECT_THAT(parse<RunOptions>({"run", "a", "--reporter", "table,json"}).reporters,
              ElementsAre(Reporter::table, Reporter::json));
}

TEST(CommandLine, reads_everything_that_selects) {
  const SelectionOptions selection = parse<RunOptions>({"run",
                                                        "a",
                                                        "-k",
                                                        "x or y",
                                                        "--tag",
                                                        "t,u",
                                                        "--transport",
                                                        "sim",
                                                        "--live",
                                                        "--last-failed",
                                                        "--shard",
                                                        "1/2",
                                                        "--set",
                                                        "k.l=v"})
                                         .selection;

  EXPECT_EQ("x or y", selection.expression_text);
  EXPECT_TRUE(selection.expression);
  EXPECT_THAT(selection.tags, ElementsAre("t", "u"));
  EXPECT_THAT(selection.transports, ElementsAre("sim"));
  EXPECT_EQ(ForeignPeers::included, selection.foreign_peers);
  EXPECT_EQ(Scope::last_failed, selection.scope);
  EXPECT_EQ(2U, selection.shard->count);
  EXPECT_THAT(selection.settings, ElementsAre("k.l=v"));
}

TEST(CommandLine, reads_how_often_to_play) {
  const RunOptions options = parse<RunOptions>({"run", "a", "--repeat", "10", "--retries", "2"});

  EXPECT_EQ(10U, options.repeat);
  EXPECT_EQ(2U, options.retries);
}

TEST(CommandLine, reads_how_to_play) {
  const RunOptions options = parse<RunOptions>(
      {"run", "a", "--jobs", "2", "-x", "--out", "d", "--keep", "failures", "--strict"});

  EXPECT_EQ(2U, options.jobs);
  EXPECT_EQ(AfterFailure::stop, options.after_failure);
  EXPECT_EQ("d", options.out);
  EXPECT_EQ(KeepRuns::failures, options.keep);
  EXPECT_EQ(Strictness::strict, options.strictness);
}

TEST(CommandLine, needs_a_path_to_run) {
  EXPECT_THAT(error_of({"run"}), HasSubstr("name scenario files or folders"));
}

TEST(CommandLine, suggests_the_nearest_command) {
  EXPECT_EQ("unknown command `rnu`; did you mean `run`?", error_of({"rnu", "a"}));
}

TEST(CommandLine, suggests_the_nearest_option) {
  EXPECT_EQ("run: unknown option `--sede`; did you mean `--seed`?",
            error_of({"run", "--sede", "7", "a"}));
}

TEST(CommandLine, suggests_the_nearest_option_before_it_misses_a_path) {
  EXPECT_EQ("run: unknown option `--strct`; did you mean `--strict`?",
            error_of({"run", "--strct"}));
}

TEST(CommandLine, points_at_the_place_of_an_error_in_an_expression) {
  EXPECT_EQ("-k: a word was expected, not the end\n  a and\n       ^",
            error_of({"run", "x", "-k", "a and"}));
}

TEST(CommandLine, refuses_a_setting_without_a_value) {
  EXPECT_EQ("--set: `a.b` is not KEY.PATH=VALUE", error_of({"run", "x", "--set", "a.b"}));
}

TEST(CommandLine, misses_the_value_of_an_option) {
  EXPECT_THAT(error_of({"run", "a", "--seed"}), HasSubstr("--seed"));
}

TEST(CommandLine, reads_which_targets_are_to_be_fuzzed_and_how_long) {
  const auto options = parse<FuzzOptions>({"fuzz", "run", "tower", "ndr", "--time", "5m"});

  EXPECT_EQ(FuzzOptions::Errand::run, options.errand);
  EXPECT_EQ((std::vector<std::string>{"tower", "ndr"}), options.targets);
  EXPECT_EQ(std::chrono::minutes(5), options.time);
}

TEST(CommandLine, reads_which_input_is_to_be_repeated) {
  const auto options = parse<FuzzOptions>({"fuzz", "repro", "tower", "crash-1f"});

  EXPECT_EQ(FuzzOptions::Errand::repro, options.errand);
  EXPECT_EQ("tower", options.target);
  EXPECT_EQ("crash-1f", options.input);
}

TEST(CommandLine, takes_a_target_with_the_name_of_a_command_for_a_target) {
  const auto options = parse<FuzzOptions>({"fuzz", "run", "client"});

  EXPECT_EQ(std::vector<std::string>{"client"}, options.targets);
}

TEST(CommandLine, wants_an_errand_of_fuzz) {
  EXPECT_EQ("fuzz: name an errand: list, run, repro, minimise, export", error_of({"fuzz"}));
}

TEST(CommandLine, wants_the_input_that_is_to_be_repeated) {
  EXPECT_EQ("name the target and the input", error_of({"fuzz", "repro", "tower"}));
}

TEST(CommandLine, prints_help_without_the_command_by_which_it_launches_itself) {
  EXPECT_THAT(parse<HelpText>({"--help"}).text, testing::Not(HasSubstr("__launch")));
}

CompareOptions compared(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "compare");
  return parse<CompareOptions>(arguments);
}

TEST(CompareLine, tells_variants_from_settings_from_commands_from_itself) {
  EXPECT_EQ(Sides::variants, compared({"f", "--a", "x", "--b", "y"}).sides);
  EXPECT_EQ(Sides::settings, compared({"f", "--a-set", "k=1", "--b-set", "k=2"}).sides);
  EXPECT_EQ(Sides::commands, compared({"--a", "x", "--b", "y"}).sides);
  EXPECT_EQ(Sides::self, compared({"f", "--self"}).sides);
}

TEST(CompareLine, wants_twenty_pairs) { EXPECT_EQ(20U, compared({"f", "--self"}).pairs); }

TEST(CompareLine, divides_commands_into_words) {
  EXPECT_EQ((std::vector<std::string>{"sh", "-c", "exit 1"}),
            compared({"--a", "sh -c 'exit 1'", "--b", "true"}).a_words);
}

TEST(CompareLine, says_which_side_is_missing) {
  EXPECT_EQ("name scenarios, two run folders, or two commands: --a CMD --b CMD",
            error_of({"compare"}));
  EXPECT_EQ("name both sides: --a V --b V, or --a-set K=V --b-set K=V",
            error_of({"compare", "f", "--a", "x"}));
  EXPECT_EQ("--self has one side: --a", error_of({"compare", "f", "--self", "--b", "x"}));
}

TEST(LoadLine, is_a_closed_loop_of_echo_calls_without_a_rate) {
  const LoadOptions options = parse<LoadOptions>({"load"});

  EXPECT_EQ(std::nullopt, options.rate);
  EXPECT_EQ("AddOne", options.operation);
}

TEST(LoadLine, is_an_open_loop_with_a_rate) {
  const LoadOptions options =
      parse<LoadOptions>({"load", "--rate", "2.5", "--arrivals", "constant"});

  EXPECT_EQ(2.5, options.rate);
  EXPECT_EQ(load::Spacing::constant, options.spacing);
}

TEST(LoadLine, refuses_half_of_what_is_to_be_called) {
  EXPECT_EQ("--interface needs --opnum: which of its operations is called?",
            error_of({"load", "--interface", "12345678-1234-abcd-ef00-0123456789ab"}));
  EXPECT_EQ("--opnum and --stub need --interface", error_of({"load", "--opnum", "1"}));
  EXPECT_EQ("--arrivals is of an open loop: --rate N",
            error_of({"load", "--arrivals", "constant"}));
}

TEST(CommandLine, prints_the_help_of_a_command) {
  EXPECT_THAT(parse<HelpText>({"run", "--help"}).text, HasSubstr("--shard"));
}

TEST(CommandLine, shows_help_where_no_command_is_given) {
  EXPECT_THAT(error_of({}), HasSubstr("Usage"));
}

TEST(CommandLine, asks_for_the_version_by_option_too) { parse<VersionOptions>({"--version"}); }

TEST(CommandLine, reads_check) {
  const CheckOptions options =
      parse<CheckOptions>({"check", "a", "--resolved", "--format", "json"});

  EXPECT_EQ(CheckOptions::Show::resolved, options.show);
  EXPECT_EQ(Format::json, options.format);
}

TEST(CommandLine, reads_faults_with_a_name) {
  EXPECT_EQ("reset", parse<FaultsOptions>({"faults", "reset"}).name);
}

TEST(CommandLine, refuses_a_second_name_of_a_fault) {
  EXPECT_EQ("faults: unknown argument `drop`", error_of({"faults", "reset", "drop"}));
}

TEST(CommandLine, prints_the_schema_of_scenarios_by_default) {
  EXPECT_EQ(SchemaOptions::Of::scenario, parse<SchemaOptions>({"schema"}).of);
}

TEST(CommandLine, reads_which_schema) {
  EXPECT_EQ(SchemaOptions::Of::result, parse<SchemaOptions>({"schema", "result"}).of);
}

TEST(CommandLine, reads_that_a_page_is_wanted) {
  EXPECT_EQ(Format::markdown, parse<FaultsOptions>({"faults", "--format", "markdown"}).format);
  EXPECT_EQ(Format::markdown, parse<SchemaOptions>({"schema", "--format", "markdown"}).format);
}

TEST(CommandLine, has_no_page_for_results) {
  EXPECT_EQ("schema: only scenarios have a page in markdown",
            error_of({"schema", "result", "--format", "markdown"}));
}

TEST(CommandLine, suggests_the_nearest_schema) {
  EXPECT_EQ("schema: `results` is not one of scenario, result; did you mean `result`?",
            error_of({"schema", "results"}));
}

}  // namespace
}  // namespace ripcord::cli
