#include "harness/cli/search_options.hpp"

#include "harness/cli/network_words.hpp"
#include "harness/cli/reading.hpp"

#include <utility>

namespace ripcord::cli {
namespace {

Parsed<std::uint32_t> parse_depth(std::string_view text) {
  if (text.size() == 1 && text[0] >= '1' && text[0] <= '3')
    return static_cast<std::uint32_t>(text[0] - '0');
  return ValueProblem("must be 1, 2 or 3, not `" + std::string(text) + "`");
}

}  // namespace

Request explore_request(const TypedOptions& typed) {
  const TypedSearch& search = typed.search;
  Reading reading;
  ExploreOptions options{
      .path = typed.word,
      .settings = typed.settings,
      .variant = search.variant,
      .against = search.against,
      .transport = search.transport,
      .is_live = typed.live,
      .depth = reading.value("--depth", search.depth, parse_depth, 1U),
      .kinds = search.kinds,
      .jobs = reading.value("--jobs", typed.jobs, parse_jobs, 1U),
      .shard = reading.value("--shard", typed.shard, parse_shard, Shard{}),
      .exploring = search.list_points ? Exploring::points : Exploring::all,
      .strictness = typed.strict ? Strictness::strict : Strictness::lenient,
      .keeps_faults = search.keep_faults,
      .out = typed.out,
      .format = reading.value("--format", typed.format, parse_format, Format::text)};
  if (options.path.empty()) reading.fail("name the scenario that is to be explored");
  if (options.is_live && options.transport == "sim")
    reading.fail("--live: time in sim is not real");
  if (!search.budget.empty())
    options.budget = reading.value("--budget", search.budget, parse_time, Duration{});
  if (!search.runs.empty())
    options.runs = reading.value("--runs", search.runs, parse_seed, std::uint64_t{1});
  if (!typed.seed.empty())
    options.seed = reading.value("--seed", typed.seed, parse_seed, std::uint64_t{1});
  return reading.finish(std::move(options));
}

Request replay_request(const TypedOptions& typed) {
  Reading reading;
  ReplayOptions options{.path = typed.word,
                        .strictness = typed.strict ? Strictness::strict : Strictness::lenient,
                        .until = typed.search.until,
                        .transport = typed.search.transport};
  if (options.path.empty()) reading.fail("name the replay file");
  for (const std::string& number : typed.search.dropped)
    options.dropped.push_back(reading.value("--drop-fault", number, parse_count, 1U));
  return reading.finish(std::move(options));
}

Request shrink_request(const TypedOptions& typed) {
  Reading reading;
  const std::uint32_t runs =
      reading.value("--runs", typed.search.runs, parse_count, ShrinkOptions{}.runs);
  ShrinkOptions options{.path = typed.word, .out = typed.out, .runs = runs};
  if (options.path.empty()) reading.fail("name the replay file");
  return reading.finish(std::move(options));
}

}  // namespace ripcord::cli
