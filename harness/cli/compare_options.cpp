#include "harness/cli/compare_options.hpp"

#include "harness/cli/compare_words.hpp"
#include "harness/cli/network_words.hpp"
#include "harness/cli/reading.hpp"

#include <filesystem>
#include <utility>

namespace ripcord::cli {
namespace {

bool is_run_folder(const std::string& path) {
  std::error_code error;
  return std::filesystem::is_regular_file(std::filesystem::path(path) / "result.json", error);
}

/// Which sides are meant, or a sentence that says what is missing.
Sides sides_of(const TypedOptions& typed, Reading& reading) {
  const TypedCompare& values = typed.compare;
  const bool has_sides = !values.a.empty() || !values.b.empty();
  const bool has_settings = !values.a_settings.empty() || !values.b_settings.empty();
  if (values.self) {
    if (!values.b.empty() || has_settings) reading.fail("--self has one side: --a");
    if (typed.paths.empty() && values.a.empty()) reading.fail("name scenarios, or a command: --a");
    return Sides::self;
  }
  if (typed.paths.empty()) {
    if (values.a.empty() || values.b.empty())
      reading.fail("name scenarios, two run folders, or two commands: --a CMD --b CMD");
    return Sides::commands;
  }
  const bool are_folders =
      typed.paths.size() == 2 && is_run_folder(typed.paths[0]) && is_run_folder(typed.paths[1]);
  if (are_folders && !has_sides && !has_settings) return Sides::stored;
  if (has_settings) return Sides::settings;
  if (values.a.empty() || values.b.empty())
    reading.fail("name both sides: --a V --b V, or --a-set K=V --b-set K=V");
  return Sides::variants;
}

void read_lists(const TypedCompare& values, Reading& reading, CompareOptions& options) {
  for (const std::string& text : values.thresholds) {
    auto [name, share] =
        reading.value("--threshold", text, parse_threshold, std::pair(std::string(), 1.0));
    options.thresholds.insert_or_assign(std::move(name), share);
  }
  for (const std::string& text : values.metrics)
    options.metrics.push_back(
        reading.value("--metric", text, parse_metric, compare::OutputMetric{}));
  for (const auto* settings : {&values.a_settings, &values.b_settings}) {
    for (const std::string& setting : *settings)
      if (setting.find('=') == std::string::npos || setting.starts_with('='))
        reading.fail("`" + setting + "` is not KEY.PATH=VALUE");
  }
}

compare::Slices slices_of(const TypedCompare& values, Reading& reading) {
  const compare::Slices usual;
  return {.count = reading.value("--slices", values.slices, parse_count, usual.count),
          .length = reading.value("--slice", values.slice, parse_time, usual.length)};
}

}  // namespace

Request compare_request(const TypedOptions& typed) {
  const TypedCompare& values = typed.compare;
  Reading reading;
  CompareOptions options{
      .sides = sides_of(typed, reading),
      .selection = {.paths = typed.paths,
                    .settings = typed.settings,
                    .transports = typed.transports,
                    .expression_text = typed.expression,
                    .tags = typed.tags,
                    .foreign_peers = typed.live ? ForeignPeers::included : ForeignPeers::excluded},
      .a = values.a,
      .b = values.self ? values.a : values.b,
      .a_settings = values.a_settings,
      .b_settings = values.b_settings,
      .pairs = reading.value("--pairs", values.pairs, parse_pairs, 20U),
      .slices = slices_of(values, reading),
      .sampling = values.exact ? Sampling::off : Sampling::on,
      .clean = values.clean ? CleanRuns::on : CleanRuns::off,
      .strictness = typed.strict ? Strictness::strict : Strictness::lenient,
      .out = typed.out,
      .format = reading.value("--format", typed.format, parse_page_format, Format::text)};
  if (!typed.expression.empty()) {
    if (auto expression = NameExpression::parse(typed.expression)) {
      options.selection.expression = *std::move(expression);
    } else {
      reading.fail("-k: " + expression.error().message);
    }
  }
  read_lists(values, reading, options);
  if (!typed.seeds.empty())
    options.seeds = reading.value("--seeds", typed.seeds, parse_seeds, SeedRange{});
  if (!values.order.empty())
    options.order = reading.value("--order", values.order, parse_seed, std::uint64_t{1});
  if (!values.cpus.empty())
    options.processors =
        reading.value("--cpus", values.cpus, parse_processors, std::vector<unsigned>());
  if (typed.paths.empty()) {
    options.a_words = reading.value("--a", options.a, parse_command, std::vector<std::string>());
    options.b_words = reading.value("--b", options.b, parse_command, std::vector<std::string>());
  }
  return reading.finish(std::move(options));
}

Request launch_request(const TypedOptions& typed) {
  Reading reading;
  LaunchOptions options{.selection = {.paths = typed.paths,
                                      .settings = typed.settings,
                                      .variants = typed.variants,
                                      .transports = typed.transports,
                                      .foreign_peers = ForeignPeers::included},
                        .seed = reading.value("--seed", typed.seed, parse_seed, std::uint64_t{1}),
                        .slices = slices_of(typed.compare, reading),
                        .clean = typed.compare.clean ? CleanRuns::on : CleanRuns::off};
  return reading.finish(std::move(options));
}

}  // namespace ripcord::cli
