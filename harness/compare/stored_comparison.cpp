#include "harness/compare/stored_comparison.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <utility>

namespace ripcord::compare {
namespace {

using nlohmann::json;

/// The value of `all` that `word_of` calls `word`; the first where there is none.
template <typename Value, std::size_t count, typename WordOf>
Value value_called(const std::string& word,
                   const std::array<Value, count>& all,
                   const WordOf& word_of) {
  const auto found =
      std::ranges::find_if(all, [&](const Value& value) { return word_of(value) == word; });
  return found == all.end() ? all.front() : *found;
}

Verdict verdict_in(const json& stored) {
  return value_called(stored.get<std::string>(),
                      std::array{Verdict::shown,
                                 Verdict::regression,
                                 Verdict::improved,
                                 Verdict::equivalent,
                                 Verdict::inconclusive},
                      verdict_word);
}

Standing standing_in(const json& stored) {
  return value_called(
      stored.get<std::string>(),
      std::array{
          Standing::completed, Standing::ended_as_expected, Standing::failed, Standing::error},
      standing_word);
}

/// A ratio to nothing is no number in JSON.
double ratio_in(const json& stored) {
  return stored.is_null() ? std::numeric_limits<double>::infinity() : stored.get<double>();
}

std::optional<Spread> spread_in(const json& stored) {
  if (stored.is_null()) return std::nullopt;
  return Spread{.low = stored.at("low"), .median = stored.at("median"), .high = stored.at("high")};
}

Unit unit_in(const json& stored) {
  return value_called(
      stored.get<std::string>(),
      std::array{
          Unit::count, Unit::nanoseconds, Unit::bytes, Unit::per_second, Unit::bytes_per_second},
      unit_word);
}

Row row_in(const json& stored) {
  Row row;
  row.metric = {.name = stored.at("metric"),
                .unit = unit_in(stored.at("unit")),
                .better = stored.at("better") == "lower" ? Better::lower : Better::higher};
  if (stored.contains("threshold")) row.metric.threshold = stored.at("threshold").get<double>();
  row.evidence = stored.at("exact").get<bool>() ? Evidence::exact : Evidence::sampled;
  row.a = spread_in(stored.at("a"));
  row.b = spread_in(stored.at("b"));
  Judgement& judgement = row.judgement;
  judgement.verdict = verdict_in(stored.at("verdict"));
  judgement.pairs = stored.at("pairs");
  if (stored.contains("ratio")) judgement.ratio = ratio_in(stored.at("ratio"));
  if (stored.contains("low")) {
    judgement.interval =
        measures::Interval{.low = ratio_in(stored.at("low")), .high = ratio_in(stored.at("high"))};
    judgement.chance = stored.at("chance");
  }
  if (stored.contains("pairs_needed"))
    judgement.pairs_needed = stored.at("pairs_needed").get<std::size_t>();
  return row;
}

Match match_in(const json& stored) {
  const json& standing = stored.at("standing");
  Match match{.name = stored.at("name"),
              .condition = stored.at("condition"),
              .a = standing_in(standing.at("a")),
              .b = standing_in(standing.at("b")),
              .a_ending = standing.at("a_ending"),
              .b_ending = standing.at("b_ending"),
              .standing = verdict_in(standing.at("verdict"))};
  for (const json& row : stored.at("rows")) match.rows.push_back(row_in(row));
  return match;
}

/// Throws what the library throws where `stored` is not shaped as ours are.
StoredComparison comparison_in(const json& stored) {
  StoredComparison read;
  read.heading = {.method = stored.at("method"),
                  .a = stored.at("a"),
                  .b = stored.at("b"),
                  .seed = stored.at("seed"),
                  .pairs = stored.at("pairs"),
                  .processors = stored.at("processors"),
                  .reproduce_command = stored.at("reproduce_command")};
  read.comparison.family = stored.at("family");
  read.comparison.chance = stored.at("chance");
  for (const json& match : stored.at("matches")) read.comparison.matches.push_back(match_in(match));
  return read;
}

}  // namespace

boost::system::result<StoredComparison, report::WriteError> stored_comparison(
    std::string_view text) {
  try {
    return comparison_in(json::parse(text));
  } catch (const json::exception& error) {
    return report::WriteError(fmt::format("it holds no comparison: {}", error.what()));
  }
}

}  // namespace ripcord::compare
