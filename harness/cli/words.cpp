#include "harness/cli/words.hpp"

#include "transports/base/nearest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace ripcord::cli {
namespace {

std::optional<std::uint64_t> parse_number(std::string_view text) {
  std::uint64_t value = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (text.empty() || error != std::errc() || stop != end) return std::nullopt;
  return value;
}

template <typename T>
struct Word {
  std::string_view text;
  T value;
};

template <typename T, std::size_t count>
Parsed<T> parse_word(std::string_view typed, const std::array<Word<T>, count>& words) {
  std::array<std::string_view, count> texts;
  for (std::size_t i = 0; i < count; ++i) {
    if (words[i].text == typed) return words[i].value;
    texts[i] = words[i].text;
  }
  return ValueProblem(fmt::format(
      "`{}` is not one of {}{}", typed, fmt::join(texts, ", "), did_you_mean(typed, texts)));
}

constexpr std::array<Word<Format>, 2> formats{{{"text", Format::text}, {"json", Format::json}}};
constexpr std::array<Word<Format>, 3> check_formats{
    {{"text", Format::text}, {"json", Format::json}, {"sarif", Format::sarif}}};
constexpr std::array<Word<Format>, 3> page_formats{
    {{"text", Format::text}, {"json", Format::json}, {"markdown", Format::markdown}}};
constexpr std::array<Word<KeepRuns>, 3> keeps{
    {{"all", KeepRuns::all}, {"failures", KeepRuns::failures}, {"none", KeepRuns::none}}};
constexpr std::array<Word<trace::Payload>, 3> payloads{{{"none", trace::Payload::none},
                                                        {"headers", trace::Payload::headers},
                                                        {"full", trace::Payload::full}}};
constexpr std::array<Word<Reporter>, 8> reporters{{{"table", Reporter::table},
                                                   {"lines", Reporter::lines},
                                                   {"json", Reporter::json},
                                                   {"junit", Reporter::junit},
                                                   {"md", Reporter::markdown},
                                                   {"tap", Reporter::tap},
                                                   {"github", Reporter::github},
                                                   {"none", Reporter::none}}};
constexpr std::array<Word<SchemaOptions::Of>, 2> schemas{
    {{"scenario", SchemaOptions::Of::scenario}, {"result", SchemaOptions::Of::result}}};
}  // namespace

Parsed<SeedRange> parse_seeds(std::string_view text) {
  const std::size_t dots = text.find("..");
  const std::optional<std::uint64_t> low = parse_number(text.substr(0, dots));
  const std::optional<std::uint64_t> high =
      dots == std::string_view::npos ? low : parse_number(text.substr(dots + 2));
  if (!low || !high)
    return ValueProblem(fmt::format("`{}` is not a range of seeds such as 1..100", text));
  if (*low > *high) return ValueProblem(fmt::format("`{}` ends before it begins", text));
  return SeedRange{.low = *low, .high = *high};
}

Parsed<std::uint64_t> parse_seed(std::string_view text) {
  const std::optional<std::uint64_t> seed = parse_number(text);
  if (seed) return *seed;
  return ValueProblem(fmt::format("`{}` is not a seed such as 7; a range is --seeds 1..100", text));
}

Parsed<Shard> parse_shard(std::string_view text) {
  constexpr std::uint64_t count_max = 1'000'000;
  const std::size_t slash = std::min(text.find('/'), text.size());
  const std::optional<std::uint64_t> index = parse_number(text.substr(0, slash));
  const std::optional<std::uint64_t> count =
      parse_number(text.substr(std::min(slash + 1, text.size())));
  if (!index || !count || *index < 1 || *index > *count || *count > count_max) {
    return ValueProblem(fmt::format("`{}` is not a part such as 2/3, the second of three", text));
  }
  return Shard{.index = static_cast<std::uint32_t>(*index),
               .count = static_cast<std::uint32_t>(*count)};
}

Parsed<unsigned> parse_jobs(std::string_view text) {
  // Far more than any machine has cores; a world costs memory.
  constexpr std::uint64_t jobs_max = 1024;
  const std::optional<std::uint64_t> jobs = parse_number(text);
  if (jobs && *jobs >= 1 && *jobs <= jobs_max) return static_cast<unsigned>(*jobs);
  return ValueProblem(fmt::format("`{}` is not a number from 1 to {}", text, jobs_max));
}

Parsed<Format> parse_format(std::string_view text) { return parse_word(text, formats); }

Parsed<Format> parse_check_format(std::string_view text) { return parse_word(text, check_formats); }

Parsed<Format> parse_page_format(std::string_view text) { return parse_word(text, page_formats); }

Parsed<KeepRuns> parse_keep(std::string_view text) { return parse_word(text, keeps); }

Parsed<trace::Payload> parse_payload(std::string_view text) { return parse_word(text, payloads); }

Parsed<Reporter> parse_reporter(std::string_view text) { return parse_word(text, reporters); }

Parsed<SchemaOptions::Of> parse_schema_of(std::string_view text) {
  return parse_word(text, schemas);
}

std::string did_you_mean(std::string_view typed, std::span<const std::string_view> words) {
  const std::string near = nearest(typed, words);
  return near.empty() ? "" : fmt::format("; did you mean `{}`?", near);
}

}  // namespace ripcord::cli
