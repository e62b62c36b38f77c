#include "harness/compare/comparison_json.hpp"

#include <nlohmann/json.hpp>

#include <cmath>

namespace ripcord::compare {
namespace {

using Json = nlohmann::ordered_json;

/// A ratio to nothing is no number in JSON.
Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json spread_json(const std::optional<Spread>& spread) {
  if (!spread) return nullptr;
  return {{"low", spread->low}, {"median", spread->median}, {"high", spread->high}};
}

Json row_json(const Row& row) {
  Json json{{"metric", row.metric.name},
            {"unit", unit_word(row.metric.unit)},
            {"better", row.metric.better == Better::lower ? "lower" : "higher"},
            {"exact", row.evidence == Evidence::exact},
            {"verdict", verdict_word(row.judgement.verdict)},
            {"a", spread_json(row.a)},
            {"b", spread_json(row.b)},
            {"pairs", row.judgement.pairs}};
  if (row.judgement.pairs > 0) json["ratio"] = number(row.judgement.ratio);
  if (row.metric.threshold) json["threshold"] = *row.metric.threshold;
  if (row.judgement.interval) {
    json["low"] = number(row.judgement.interval->low);
    json["high"] = number(row.judgement.interval->high);
    json["chance"] = row.judgement.chance;
  }
  if (row.judgement.pairs_needed) json["pairs_needed"] = *row.judgement.pairs_needed;
  return json;
}

Json match_json(const Match& match) {
  Json rows = Json::array();
  for (const Row& row : match.rows) rows.push_back(row_json(row));
  return {{"name", match.name},
          {"condition", match.condition},
          {"standing",
           {{"verdict", verdict_word(match.standing)},
            {"a", standing_word(match.a)},
            {"b", standing_word(match.b)},
            {"a_ending", match.a_ending},
            {"b_ending", match.b_ending}}},
          {"rows", std::move(rows)}};
}

}  // namespace

std::string comparison_json(const Heading& heading, const Comparison& comparison) {
  Json matches = Json::array();
  for (const Match& match : comparison.matches) matches.push_back(match_json(match));
  const Json body{{"method", heading.method},
                  {"verdict", verdict_word(overall(comparison))},
                  {"a", heading.a},
                  {"b", heading.b},
                  {"seed", heading.seed},
                  {"pairs", heading.pairs},
                  {"processors", heading.processors},
                  {"chance", comparison.chance},
                  {"family", comparison.family},
                  {"reproduce_command", heading.reproduce_command},
                  {"matches", std::move(matches)}};
  // Words of programs of others may be no UTF-8.
  return body.dump(-1, ' ', false, Json::error_handler_t::replace);
}

bool is_regression(const Heading& heading, const Comparison& comparison) {
  // What was not played now is indicative.
  return overall(comparison) == Verdict::regression && heading.method != "stored";
}

}  // namespace ripcord::compare
