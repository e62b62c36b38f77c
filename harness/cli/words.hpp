#pragma once

#include "harness/cli/options.hpp"

#include <boost/system/result.hpp>

#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace ripcord::cli {

/// What an option's value should have been: the end of a sentence that begins with the option.
struct ValueProblem {
  ValueProblem() = default;
  explicit ValueProblem(std::string what) : text(std::move(what)) {}

  std::string text;
};

template <typename T>
using Parsed = boost::system::result<T, ValueProblem>;

/// `7` or `1..100`.
[[nodiscard]] Parsed<SeedRange> parse_seeds(std::string_view text);
/// A single seed.
[[nodiscard]] Parsed<std::uint64_t> parse_seed(std::string_view text);
/// `2/3`.
[[nodiscard]] Parsed<Shard> parse_shard(std::string_view text);
/// 1 to 1024.
[[nodiscard]] Parsed<unsigned> parse_jobs(std::string_view text);
/// `text` or `json`.
[[nodiscard]] Parsed<Format> parse_format(std::string_view text);
/// The same, or `sarif`.
[[nodiscard]] Parsed<Format> parse_check_format(std::string_view text);
/// `text`, `json` or `markdown`.
[[nodiscard]] Parsed<Format> parse_page_format(std::string_view text);
[[nodiscard]] Parsed<KeepRuns> parse_keep(std::string_view text);
/// `none`, `headers` or `full`.
[[nodiscard]] Parsed<trace::Payload> parse_payload(std::string_view text);
[[nodiscard]] Parsed<Reporter> parse_reporter(std::string_view text);
[[nodiscard]] Parsed<SchemaOptions::Of> parse_schema_of(std::string_view text);

/// `; did you mean X?` if one of `words` is near to `typed`, else nothing.
[[nodiscard]] std::string did_you_mean(std::string_view typed,
                                       std::span<const std::string_view> words);

}  // namespace ripcord::cli
