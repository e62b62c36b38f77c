// The only file that includes CLI11, which costs ten seconds to compile.
#include "harness/cli/command_line.hpp"

#include "harness/cli/compare_command_line.hpp"
#include "harness/cli/fuzz_command_line.hpp"
#include "harness/cli/load_command_line.hpp"
#include "harness/cli/option_forms.hpp"
#include "harness/cli/search_command_line.hpp"
#include "harness/cli/typed_options.hpp"
#include "harness/cli/words.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace ripcord::cli {
namespace {

constexpr std::string_view footer =
    "Exit codes: 0 as expected; 1 an expectation or oracle failed; 2 usage or invalid scenario;\n"
    "3 environment or harness; 4 nothing selected; 5 `compare` found a regression;\n"
    "6 inconclusive, under --strict; 8 `fuzz` found something;\n"
    "130 and 143 interrupted, with partial results. When several apply: 3, 2, 7, 1.";

void add_selection(CLI::App& app, TypedOptions& typed) {
  app.add_option("PATH", typed.paths, "Scenario files, and folders of them");
  add_list(app, "--variant", typed.variants, "Only this variant")->type_name("V");
  add_list(app, "--transport", typed.transports, "Where to run: selects what allows it")
      ->type_name("T");
  app.add_option("-k",
                 typed.expression,
                 "Only scenarios whose path, name or tags match: words, and, or, not, ( )")
      ->type_name("EXPR");
  add_list(app, "--tag", typed.tags, "Only scenarios with one of these tags")
      ->delimiter(',')
      ->type_name("T");
  app.add_flag("--live", typed.live, "Also scenarios that start or dial foreign programs");
  app.add_flag(
      "--last-failed", typed.last_failed, "Only what failed in --out, else in runs/latest");
  app.add_option("--shard",
                 typed.shard,
                 "Only the i-th of n parts (default: as SLURM_ARRAY_TASK_ID, CI_NODE_INDEX or "
                 "JOB_COMPLETION_INDEX and their counts say)")
      ->type_name("i/n");
  add_list(app, "--set", typed.settings, "Set a key of every scenario")
      ->type_name("KEY.PATH=VALUE");
}

void add_page_format(CLI::App& app, TypedOptions& typed) {
  app.add_option("--format", typed.format, "text, json or markdown")->type_name("F");
}

void add_payload(CLI::App& command, TypedOptions& typed, const char* help) {
  command.add_option("--payload", typed.payload, help)->type_name("WHICH");
}

void add_run(CLI::App& app, TypedOptions& typed) {
  CLI::App& run = *app.add_subcommand("run", "Play scenarios and judge them");
  add_selection(run, typed);
  run.add_option("--seed", typed.seed, "One seed instead of the scenario's own")->type_name("N");
  run.add_option("--seeds", typed.seeds, "A sweep over seeds")->type_name("A..B");
  run.add_option(
         "--jobs,-j", typed.jobs, "Worlds side by side (default 1); results do not depend on it")
      ->type_name("N");
  run.add_option("--repeat", typed.repeat, "Play each run so often")->type_name("N");
  run.add_option("--retries",
                 typed.retries,
                 "Play a run on real sockets that fails again, at most so often; it then counts as "
                 "FLAKY")
      ->type_name("N");
  run.add_flag("-x,--fail-fast", typed.fail_fast, "Stop at the first run that is not as expected");
  run.add_option("--out,-o",
                 typed.out,
                 "Run folder: new, empty or an older one (default runs/<time>-<name>)")
      ->type_name("DIR");
  run.add_option("--keep",
                 typed.keep,
                 "Whose traces to keep: all, failures, none (default: all of up to 64 runs)")
      ->type_name("WHICH");
  add_payload(run, typed, "Bytes to keep in traces: none, headers, full (default full in sim)");
  add_list(run,
           "--reporter",
           typed.reporters,
           "What to print: table, lines, json, junit, md, tap, github, none")
      ->delimiter(',')
      ->type_name("LIST");
  run.add_flag("--coverage",
               typed.coverage,
               "Count which kinds struck where, and who noticed; also in result.json");
  run.add_flag("--strict", typed.strict, "Exit 6 if a sweep saw one trace only");
}

void add_serve(CLI::App& app, TypedOptions& typed) {
  CLI::App& serve =
      *app.add_subcommand("serve", "Serve a scenario's world on this machine until a signal comes");
  TypedServe& values = typed.serve;
  serve.add_option("FILE", typed.word, "The scenario; of it `world` and `interfaces` are used");
  add_list(serve, "--listen", values.hosts, "Numeric address (default 127.0.0.1 and ::1)")
      ->type_name("ADDR");
  serve
      .add_option(
          "--mapper-port", values.mapper_port, "The endpoint mapper's (default 135; 0 = any)")
      ->type_name("N");
  serve.add_option("--ports", values.ports, "Where dynamic endpoints are (default 49152-65535)")
      ->type_name("A-B");
  serve.add_flag("--shared-port", values.shared_port, "One port for all dynamic endpoints");
  serve
      .add_option("--profile",
                  values.profile,
                  "Imitate windows or samba, mapper and servers (default: as the scenario says)")
      ->type_name("P");
  add_list(serve, "--files", values.folders, "A backup service's files are those of a folder")
      ->type_name("SERVICE=DIR");
  serve.add_flag(
      "--faults",
      values.faults,
      "Play the scenario's rules: those that change the world, and those that break the wire");
  serve.add_option("--variant", values.variant, "Of the scenario (default: the first)")
      ->type_name("V");
  serve
      .add_option("--seed", typed.seed, "For handles and drawn files (default: another each time)")
      ->type_name("N");
  add_list(serve, "--set", typed.settings, "Set a key of the scenario")
      ->type_name("KEY.PATH=VALUE");
}

void add_proxy(CLI::App& app, TypedOptions& typed) {
  CLI::App& proxy = *app.add_subcommand(
      "proxy",
      "Stand between other programs, follow their endpoint mapper, and play a scenario's faults");
  TypedProxy& values = typed.proxy;
  proxy.add_option(
      "SCENARIO", typed.word, "Its `faults` are played; without one nothing is broken");
  add_list(
      proxy, "--listen", values.listen, "Where clients come (default 127.0.0.1, upstream's port)")
      ->type_name("HOST[:PORT]");
  add_list(proxy, "--upstream", values.upstreams, "The server; one for each --listen")
      ->type_name("HOST[:PORT]");
  proxy.add_flag("--same-ports",
                 values.same_ports,
                 "Listen on the ports that the mapper names; leave its answers alone");
  proxy
      .add_option("--endpoint-expiry",
                  values.endpoint_expiry,
                  "Forget a learned endpoint that nobody used for so long (default 2h)")
      ->type_name("DURATION");
  proxy.add_flag("--observe", values.observe, "Print every PDU with a `when:` that selects it");
  proxy.add_option("--variant", values.variant, "Of the scenario (default: the first)")
      ->type_name("V");
  proxy.add_option("--seed", typed.seed, "For `probability` (default 1)")->type_name("N");
  add_list(proxy, "--set", typed.settings, "Set a key of the scenario")
      ->type_name("KEY.PATH=VALUE");
  proxy
      .add_option("--out,-o", typed.out, "Run folder for result.json and the trace (default: none)")
      ->type_name("DIR");
  add_payload(proxy, typed, "Bytes to keep in that trace: none, headers, full (default headers)");
}

CLI::App& add_errand(CLI::App& client, TypedOptions& typed, const char* name, const char* help) {
  CLI::App& errand = *client.add_subcommand(name, help);
  TypedClient& values = typed.client;
  errand.callback([&values, name] { values.errand = name; });
  errand.allow_extras();
  errand
      .add_option("--server", values.server, "Whom to ask, and its mapper (default 127.0.0.1:135)")
      ->type_name("HOST[:PORT]");
  errand.add_option("--timeout", values.timeout, "For each step (default 5s)")->type_name("TIME");
  return errand;
}

void add_endpoint(CLI::App& errand, TypedOptions& typed) {
  errand.add_option("--endpoint", typed.client.endpoint, "Where the service is, unasked")
      ->type_name("PORT");
}

void add_client(CLI::App& app, TypedOptions& typed) {
  CLI::App& client = *app.add_subcommand("client", "Ask a server of anybody's make");
  TypedClient& values = typed.client;
  CLI::App& lookup = add_errand(client, typed, "lookup", "List what an endpoint mapper knows");
  lookup.add_option("--interface", values.interface, "Only this one")->type_name("UUID[:VERSION]");
  lookup.add_option("--page", values.page, "Entries asked for at once (default 100)")
      ->type_name("N");
  add_format(lookup, typed);
  CLI::App& map = add_errand(client, typed, "map", "Ask a mapper where an interface is");
  map.add_option("INTERFACE", values.interface, "UUID[:VERSION], by default version 1.0")
      ->required();
  add_format(map, typed);
  CLI::App& mgmt = add_errand(client, typed, "mgmt", "Ask a server about itself");
  mgmt.add_option("--interface", values.interface, "Of whose server (default: the mapper)")
      ->type_name("UUID[:VERSION]");
  add_endpoint(mgmt, typed);
  add_format(mgmt, typed);
  CLI::App& call =
      add_errand(client, typed, "call", "Call an operation and print its answer's stub");
  call.add_option("INTERFACE", values.interface, "UUID[:VERSION], by default version 1.0");
  call.add_option("OPNUM", values.opnum, "The operation's number");
  call.add_option("HEX", values.stub, "The request's stub, by default empty");
  call.add_option("--request", values.request, "What `trace --export` wrote, instead of these")
      ->type_name("FILE");
  add_endpoint(call, typed);
  CLI::App& echo =
      add_errand(client, typed, "echo", "Call the echo interface and check its answers");
  echo.add_option("--operation", values.operation, "One of its ten (default: all)")
      ->type_name("NAME");
  echo.add_option("--size", values.size, "Bytes of data each way (default 0B)")->type_name("SIZE");
  echo.add_option("--times", values.times, "Calls of each operation (default 1)")->type_name("N");
  add_endpoint(echo, typed);
  CLI::App& backup = add_errand(client, typed, "backup", "Fetch the files of a backup service");
  backup.add_option("FILE", typed.paths, "Which (default: all)");
  backup.add_option("--out,-o", typed.out, "The folder to write them to (default: none is kept)")
      ->type_name("DIR");
  add_endpoint(backup, typed);
}

void add_stored(CLI::App& app, TypedOptions& typed) {
  CLI::App& trace = *app.add_subcommand("trace", "Print what happened in a run that was kept");
  TypedTrace& values = typed.trace;
  trace.add_option("RUN", typed.word, "The run's folder, or a run folder that holds one run");
  trace.add_option("--client", values.client, "Only this one's")->type_name("NAME");
  trace.add_option("--service", values.service, "Only with this one")->type_name("NAME");
  trace.add_option("--operation", values.operation, "Only of this operation")->type_name("NAME");
  trace.add_flag("--units", values.units, "Only PDUs, each with a `when:` that selects it");
  trace.add_flag("--faults", values.faults, "Only what rules did");
  trace.add_flag("--svg", values.svg, "A sequence diagram, as SVG");
  trace.add_option("--call", values.call, "With --export: which of these calls, from 1")
      ->type_name("N");
  trace.add_option("--export", values.export_to, "Write its request, for `client call --request`")
      ->type_name("FILE");
  CLI::App& report = *app.add_subcommand(
      "report", "Write all artefacts of run folders anew, those of several as one");
  report.add_option("RUN", typed.paths, "Run folders");
  report
      .add_option(
          "--out,-o", typed.out, "Where to; a run folder that is there is replaced (default: RUN)")
      ->type_name("DIR");
  CLI::App& explain =
      *app.add_subcommand("explain", "Tell the story of a run that was kept, in ten lines");
  explain.add_option("RUN", typed.word, "As for `trace`");
}

void add_commands(CLI::App& app, TypedOptions& typed) {
  add_run(app, typed);
  CLI::App& check =
      *app.add_subcommand("check", "Report every error of scenario files; play nothing");
  check.add_option("PATH", typed.paths, "Scenario files, and folders of them");
  add_list(check, "--set", typed.settings, "Set a key of every scenario")
      ->type_name("KEY.PATH=VALUE");
  check.add_flag("--resolved", typed.resolved, "Print each file with all defaults filled in");
  add_list(check, "--variant", typed.variants, "With --resolved: this variant alone")
      ->type_name("V");
  check.add_option("--format", typed.format, "text, json or sarif")->type_name("F");
  CLI::App& list = *app.add_subcommand("list", "List scenarios and their variants");
  add_selection(list, typed);
  add_format(list, typed);
  CLI::App& faults = *app.add_subcommand("faults", "List what can be broken, or explain one kind");
  faults.add_option("NAME", typed.word, "A kind of fault or action");
  add_page_format(faults, typed);
  CLI::App& init = *app.add_subcommand("init", "Write a commented scenario that passes");
  init.add_option("FILE", typed.word, "The file to write (default scenario.yaml)");
  CLI::App& schema =
      *app.add_subcommand("schema", "Print a JSON Schema, or the reference page of scenarios");
  schema.add_option("OF", typed.word, "scenario (default) or result");
  add_page_format(schema, typed);
  add_serve(app, typed);
  add_client(app, typed);
  CLI::App& doctor =
      *app.add_subcommand("doctor", "Say what this machine has and lacks; paste it into reports");
  add_format(doctor, typed);
  add_proxy(app, typed);
  add_search(app, typed);
  add_compare(app, typed);
  add_load(app, typed);
  add_fuzz(app, typed);
  add_stored(app, typed);
  CLI::App& version = *app.add_subcommand("version", "Print version, commit, compiler and build");
  add_format(version, typed);
}

UsageError unknown_command(const std::string& word) {
  if (word.starts_with('-'))
    return UsageError{fmt::format("unknown option `{}`; see `ripcord --help`", word)};
  std::array<std::string_view, commands_count> names;
  std::ranges::transform(commands(), names.begin(), &Command::name);
  return UsageError{fmt::format("unknown command `{}`{}", word, did_you_mean(word, names))};
}

UsageError unknown_argument(const CLI::App& command, const std::string& word) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  const std::vector<std::string_view> views(names.begin(), names.end());
  const std::string option = word.substr(0, word.find('='));
  const std::string kind = word.starts_with('-') ? "option" : "argument";
  return UsageError{fmt::format(
      "{}: unknown {} `{}`{}", command.get_name(), kind, option, did_you_mean(option, views))};
}

/// What `command`, or the errand of it that was named, does not know.
std::optional<UsageError> wrong_argument(const CLI::App& command) {
  for (const CLI::App* errand : command.get_subcommands()) {
    const std::vector<std::string> unknown = errand->remaining();
    if (!unknown.empty()) return unknown_argument(*errand, unknown.front());
  }
  const std::vector<std::string> unknown = command.remaining();
  if (unknown.empty()) return std::nullopt;
  return unknown_argument(command, unknown.front());
}

Request request_of(const CLI::App& app, const TypedOptions& typed) {
  const std::vector<std::string> extra = app.remaining();
  const std::vector<const CLI::App*> chosen = app.get_subcommands({});
  for (const CLI::App* command : chosen) {
    if (!command->parsed()) continue;
    if (const auto wrong = wrong_argument(*command)) return *wrong;
    if (!extra.empty()) return unknown_command(extra.front());
    for (const Command& known : commands()) {
      if (known.name == command->get_name()) return known.read(typed);
    }
  }
  if (!extra.empty()) return unknown_command(extra.front());
  return UsageError{"no command was given\n\n" + app.help()};
}

}  // namespace

Request parse_command_line(std::span<const char* const> arguments) {
  TypedOptions typed;
  CLI::App app(
      "Breaks the wire under an RPC system on purpose, exactly where you say, and again tomorrow.",
      "ripcord");
  app.footer(std::string(footer));
  app.allow_extras();
  // Behind a command no word is another: a fuzz target, for one, is called `client`.
  app.require_subcommand(0, 1);
  bool version = false;
  app.add_flag("--version", version, "Print the version");
  add_commands(app, typed);
  for (CLI::App* command : app.get_subcommands({})) command->allow_extras();

  // CLI11 takes its arguments from the end of the vector.
  std::vector<std::string> words(arguments.rbegin(), arguments.rend());
  try {
    app.parse(words);
  } catch (const CLI::CallForHelp&) {
    return HelpText{app.help()};
  } catch (const CLI::ParseError& error) {
    return UsageError{error.what()};
  }
  if (version) return VersionOptions{};
  return request_of(app, typed);
}

}  // namespace ripcord::cli
