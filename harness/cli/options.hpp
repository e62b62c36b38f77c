#pragma once

#include "harness/cli/measuring_options.hpp"
#include "harness/cli/shared_options.hpp"
#include "harness/proxy/doors.hpp"
#include "harness/serve/served_scenario.hpp"
#include "harness/serve/site_network.hpp"
#include "transports/base/bytes.hpp"
#include "transports/base/time.hpp"
#include "transports/dcerpc/syntax.hpp"
#include "transports/trace/log.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace ripcord::cli {

enum class AfterFailure : std::uint8_t { go_on, stop };
enum class Covering : std::uint8_t { off, on };
enum class KeepRuns : std::uint8_t { all, failures, none };

struct RunOptions {
  SelectionOptions selection;
  std::optional<SeedRange> seeds;
  /// How often each run is played.
  std::uint32_t repeat = 1;
  /// How often a live run that fails is played again.
  std::uint32_t retries = 0;
  /// Worlds side by side.
  unsigned jobs = 1;
  AfterFailure after_failure = AfterFailure::go_on;
  Strictness strictness = Strictness::lenient;
  Covering covering = Covering::off;
  /// The run folder; empty = `runs/<time>-<name>`.
  std::string out;
  /// None: all up to 64 selected runs, else the first 100 failures.
  std::optional<KeepRuns> keep;
  /// None: everything in sim, else headers.
  std::optional<trace::Payload> payload;
  /// Empty: the table, or lines where CI is set.
  std::vector<Reporter> reporters;
};

struct CheckOptions {
  std::vector<std::string> paths;
  std::vector<std::string> settings;
  /// Which variants to print; empty = whole files.
  std::vector<std::string> variants;
  enum class Show : std::uint8_t { diagnostics, resolved };
  Show show = Show::diagnostics;
  Format format = Format::text;
};

struct ListOptions {
  SelectionOptions selection;
  Format format = Format::text;
};

struct FaultsOptions {
  /// One kind; empty = all.
  std::string name;
  Format format = Format::text;
};

struct InitOptions {
  /// The file that is written; there must be none yet.
  std::string path = "scenario.yaml";
};

struct SchemaOptions {
  enum class Of : std::uint8_t { scenario, result };
  Of of = Of::scenario;
  /// A schema is JSON; `markdown` is the reference page.
  Format format = Format::json;
};

/// `--files SERVICE=DIR`.
struct FolderOption {
  std::string service;
  std::string path;
};

struct ServeOptions {
  /// The scenario file.
  std::string path;
  /// `--set`, each `key.path=value`.
  std::vector<std::string> settings;
  /// Empty = the first.
  std::string variant;
  /// Numeric addresses; empty = loopback, of both families where the machine has them.
  std::vector<std::string> hosts;
  /// 0 = any port of `ports`.
  std::uint16_t mapper_port = 135;
  serve::PortRange ports;
  serve::Endpoints endpoints = serve::Endpoints::apart;
  /// None = as the scenario says.
  std::optional<serve::Make> make;
  std::vector<FolderOption> folders;
  serve::Rules rules = serve::Rules::ignored;
  /// None = another one each time.
  std::optional<std::uint64_t> seed;
};

enum class Observing : std::uint8_t { off, on };

struct ProxyOptions {
  /// The scenario file; empty = no rules.
  std::string path;
  /// `--set`, each `key.path=value`.
  std::vector<std::string> settings;
  /// Empty = the first.
  std::string variant;
  proxy::Doors::Options doors;
  std::uint64_t seed = 1;
  /// The run folder; empty = none.
  std::string out;
  Observing observing = Observing::off;
  /// Which bytes the trace of `out` keeps.
  trace::Payload payload = trace::Payload::headers;
};

struct ClientOptions {
  enum class Errand : std::uint8_t { lookup, map, mgmt, call, echo, backup };
  Errand errand = Errand::lookup;
  /// A name or a numeric address, and its mapper's port.
  HostAndPort server;
  /// Where the service is; none = the mapper is asked.
  std::optional<std::uint16_t> endpoint;
  /// Most that each step (connect, bind, question to the mapper, call) may take.
  Duration timeout = std::chrono::seconds(5);
  /// What is looked up, mapped, called, or asked about itself; none where that is not needed.
  std::optional<dcerpc::SyntaxId> interface;
  std::uint16_t opnum = 0;
  Bytes stub;
  /// A file with a request that is called instead; empty = none.
  std::string request;
  /// Of echo; empty = all ten.
  std::string operation;
  std::uint32_t size = 0;
  std::uint32_t times = 1;
  /// Entries asked for at once.
  std::uint32_t page = 100;
  /// Where received files go.
  std::string out;
  /// Which files; empty = all.
  std::vector<std::string> files;
  Format format = Format::text;
};

struct TraceOptions {
  enum class Show : std::uint8_t { lines, picture };
  /// Which records; the names may be empty = any.
  enum class Only : std::uint8_t { everything, units, faults };
  /// The folder of a run, or of a report that holds one.
  std::string path;
  std::string client;
  std::string service;
  std::string operation;
  Only only = Only::everything;
  Show show = Show::lines;
  /// Which of the calls that are meant to write to `export_to`, from 1; 0 = none.
  std::uint32_t call = 0;
  std::string export_to;
};

struct ReportOptions {
  /// Run folders.
  std::vector<std::string> paths;
  /// Where to; empty = to the one folder that is named.
  std::string out;
};

struct ExplainOptions {
  /// As for `TraceOptions`.
  std::string path;
};

struct DoctorOptions {
  Format format = Format::text;
};

/// What `explore` is to do: play, or say where it could strike.
enum class Exploring : std::uint8_t { all, points };

struct ExploreOptions {
  /// The scenario file.
  std::string path;
  std::vector<std::string> settings;
  /// Empty = the first.
  std::string variant;
  /// The variant that shows which failures are needless: `none`, or empty = `patched`, where the
  /// scenario has it.
  std::string against;
  /// Empty = in sim where the scenario runs there, else as `is_live`.
  std::string transport;
  /// Over the scenario's first transport in real time.
  bool is_live = false;
  std::uint32_t depth = 1;
  /// Empty = all of the catalogue.
  std::vector<std::string> kinds;
  /// None = as long as it takes.
  std::optional<Duration> budget;
  std::optional<std::uint64_t> runs;
  /// None = the scenario's first.
  std::optional<std::uint64_t> seed;
  unsigned jobs = 1;
  Shard shard;
  Exploring exploring = Exploring::all;
  Strictness strictness = Strictness::lenient;
  /// Start with the scenario's own faults.
  bool keeps_faults = false;
  /// Empty = `runs/<time>-<name>`.
  std::string out;
  Format format = Format::text;
};

struct ReplayOptions {
  /// The replay file.
  std::string path;
  /// Whether the trace must be the same to the byte.
  Strictness strictness = Strictness::lenient;
  /// An event, a point, or a number of a record: the story is told until there; empty = it is not.
  std::string until;
  /// Choices to leave out, from 1.
  std::vector<std::uint32_t> dropped;
  /// Empty = where it was recorded.
  std::string transport;
};

struct ShrinkOptions {
  /// The replay file.
  std::string path;
  /// Where the result goes; empty = beside the replay, as `<name>.min.json` and `<name>.min.yaml`.
  std::string out;
  std::uint32_t runs = 20'000;
};

struct VersionOptions {
  Format format = Format::text;
};

/// `--help`, already rendered.
struct HelpText {
  std::string text;
};

/// A command line that cannot be understood: what to print.
struct UsageError {
  std::string text;
};

using Request = std::variant<RunOptions,
                             CheckOptions,
                             ListOptions,
                             FaultsOptions,
                             InitOptions,
                             SchemaOptions,
                             ServeOptions,
                             ClientOptions,
                             ProxyOptions,
                             ExploreOptions,
                             ReplayOptions,
                             ShrinkOptions,
                             TraceOptions,
                             ReportOptions,
                             ExplainOptions,
                             CompareOptions,
                             LaunchOptions,
                             LoadOptions,
                             DoctorOptions,
                             FuzzOptions,
                             VersionOptions,
                             HelpText,
                             UsageError>;

}  // namespace ripcord::cli
