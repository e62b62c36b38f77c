#pragma once

#include "harness/cli/shared_options.hpp"
#include "harness/compare/metric.hpp"
#include "harness/compare/output_metric.hpp"
#include "harness/compare/slices.hpp"
#include "harness/load/arrivals.hpp"
#include "transports/base/bytes.hpp"
#include "transports/base/time.hpp"
#include "transports/dcerpc/syntax.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ripcord::cli {

/// Which two sides `compare` compares.
enum class Sides : std::uint8_t { variants, settings, commands, self, stored };
/// Whether anything is sampled in sim.
enum class Sampling : std::uint8_t { on, off };
/// Whether scenarios are played without their faults, too.
enum class CleanRuns : std::uint8_t { off, on };

struct CompareOptions {
  Sides sides = Sides::variants;
  /// Scenarios; or, of `stored`, two run folders. Empty with commands.
  SelectionOptions selection;
  /// Variants, empty = the first; or commands, as typed.
  std::string a;
  std::string b;
  std::vector<std::string> a_settings;
  std::vector<std::string> b_settings;
  /// The words of both commands.
  std::vector<std::string> a_words;
  std::vector<std::string> b_words;
  std::optional<SeedRange> seeds;
  std::uint32_t pairs = 20;
  compare::Slices slices;
  /// Of the order of launches; none = drawn, and told.
  std::optional<std::uint64_t> order;
  /// Empty = the last two that may be used.
  std::vector<unsigned> processors;
  compare::Thresholds thresholds;
  /// `--metric NAME=REGEX`, of commands.
  std::vector<compare::OutputMetric> metrics;
  Sampling sampling = Sampling::on;
  CleanRuns clean = CleanRuns::off;
  Strictness strictness = Strictness::lenient;
  /// Empty = `runs/<time>-compare`.
  std::string out;
  /// `markdown` is the tables alone.
  Format format = Format::text;
};

/// What `compare` asks of a fresh process of its own: one launch.
struct LaunchOptions {
  SelectionOptions selection;
  std::uint64_t seed = 1;
  compare::Slices slices;
  CleanRuns clean = CleanRuns::off;
};

/// What `load` calls, and how hard.
struct LoadOptions {
  /// A name or a numeric address, and its mapper's port.
  HostAndPort server;
  /// Where the service is; none = the mapper is asked.
  std::optional<std::uint16_t> endpoint;
  /// None = an operation of echo.
  std::optional<dcerpc::SyntaxId> interface;
  std::uint16_t opnum = 0;
  Bytes stub;
  /// Of echo.
  std::string operation = "AddOne";
  std::uint32_t size = 0;
  std::uint32_t connections = 1;
  /// Calls a second; none = a closed loop.
  std::optional<double> rate;
  load::Spacing spacing = load::Spacing::poisson;
  Duration warm_up = std::chrono::seconds(1);
  Duration duration = std::chrono::seconds(10);
  /// Most that each step of a call may take.
  Duration timeout = std::chrono::seconds(5);
  std::uint64_t seed = 1;
  Strictness strictness = Strictness::lenient;
  /// The folder for result.json and histograms; empty = none.
  std::string out;
  Format format = Format::text;
};

struct FuzzOptions {
  /// In the order of the command line's words.
  enum class Errand : std::uint8_t { list, run, repro, minimise, export_ };

  Errand errand = Errand::list;
  /// Of `run`; empty = all.
  std::vector<std::string> targets;
  /// Of the other errands: one target, and a file that holds an input.
  std::string target;
  std::string input;
  /// The folder of the programs and their table.
  std::string programs = "build/fuzz/fuzz";
  /// The root of the sources.
  std::string sources = ".";
  std::string out = "build/fuzz/out";
  Duration time = std::chrono::seconds(60);
  /// None = libFuzzer draws one.
  std::optional<std::uint64_t> seed;
  /// Empty = none is written.
  std::string sarif;
  Format format = Format::text;
};

}  // namespace ripcord::cli
