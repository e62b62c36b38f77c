#include "harness/report/exploration_record.hpp"

#include <algorithm>

namespace ripcord::report {
namespace {

void write_levels(JsonWriter& json, const std::vector<ExplorationRecord::Level>& levels) {
  json.key("levels").begin_array();
  for (const ExplorationRecord::Level& level : levels) {
    json.begin_object().number("depth", level.depth).number("planned", level.planned);
    json.number("played", level.played).number("unjudged", level.unjudged);
    json.number("without_effect", level.without_effect).number("same_state", level.same_state);
    json.number("insensitive", level.insensitive);
    json.number("represented", level.represented).number("beyond_limit", level.beyond_limit);
    json.end_object();
  }
  json.end_array();
}

void write_texts(JsonWriter& json, std::string_view name, const std::vector<std::string>& texts) {
  json.key(name).begin_array();
  for (const std::string& text : texts) json.text(text);
  json.end_array();
}

void write_findings(JsonWriter& json,
                    std::string_view name,
                    const std::vector<ExplorationRecord::Finding>& findings) {
  json.key(name).begin_array();
  for (const ExplorationRecord::Finding& finding : findings) {
    json.begin_object().text("signature", finding.signature).text("oracle", finding.oracle);
    json.text("reason", finding.reason).number("runs", finding.runs);
    json.text("replay", finding.replay);
    write_texts(json, "choices", finding.choices);
    if (finding.confirmed.plays > 0)
      json.number("failures", finding.confirmed.failures).number("plays", finding.confirmed.plays);
    json.end_object();
  }
  json.end_array();
}

void write_coverage(JsonWriter& json, const std::vector<ExplorationRecord::Cell>& cells) {
  json.key("coverage").begin_array();
  for (const ExplorationRecord::Cell& cell : cells) {
    json.begin_object().text("kind", cell.kind).text("point", point_class_word(cell.point));
    json.number("played", cell.played).number("struck", cell.struck);
    json.number("noticed", cell.noticed).number("violated", cell.violated).end_object();
  }
  json.end_array();
}

void write_hashes(JsonWriter& json, std::string_view name, const std::set<std::uint64_t>& hashes) {
  json.key(name).begin_array();
  for (const std::uint64_t hash : hashes) json.hash(hash);
  json.end_array();
}

/// What is needed to add the other parts.
void write_parts(JsonWriter& json, const ExplorationRecord& record) {
  if (record.has_all_parts()) return;
  json.key("parts").begin_array();
  for (const std::uint32_t part : record.parts) json.number(part);
  json.end_array();
  write_hashes(json, "behaviour_hashes", record.behaviours);
  write_hashes(json, "outcome_hashes", record.outcomes);
}

/// What there is in real time only.
void write_real_time(JsonWriter& json, const ExplorationRecord& record) {
  json.text("transport", record.transport);
  write_findings(json, "doubtful", record.doubtful);
  json.number("doubtful_beyond_limit", record.doubtful_beyond_limit);
  json.number("confirming_plays", record.confirming_plays);
}

}  // namespace

std::uint64_t ExplorationRecord::behaviours_seen() const {
  return std::max<std::uint64_t>(behaviours.size(), behaviour_count);
}

std::uint64_t ExplorationRecord::outcomes_seen() const {
  return std::max<std::uint64_t>(outcomes.size(), outcome_count);
}

bool ExplorationRecord::is_complete() const {
  const auto is_played = [](const Level& level) {
    return level.played == level.planned && level.beyond_limit == 0;
  };
  return has_all_parts() && std::ranges::all_of(levels, is_played);
}

std::uint64_t ExplorationRecord::planned() const {
  std::uint64_t left = 0;
  for (const Level& level : levels) left += level.planned - level.played;
  return runs + left;
}

Counts ExplorationRecord::counts() const {
  return {.runs = runs, .passed = runs - failed_runs, .failed = failed_runs};
}

void write_exploration(JsonWriter& json, const ExplorationRecord& record) {
  json.begin_object().text("scenario", record.scenario).text("variant", record.variant);
  json.text("against", record.against).hash("digest", record.digest).number("seed", record.seed);
  json.number("depth", record.depth).number("part_count", record.part_count);
  write_texts(json, "kinds", record.kinds);
  json.boolean("complete", record.is_complete()).number("points", record.points);
  json.number("runs", record.runs).number("failed_runs", record.failed_runs);
  json.number("random_runs", record.random_runs);
  json.number("behaviours", record.behaviours_seen());
  json.number("outcomes", record.outcomes_seen());
  write_parts(json, record);
  write_levels(json, record.levels);
  write_findings(json, "findings", record.findings);
  if (!record.transport.empty()) write_real_time(json, record);
  write_coverage(json, record.coverage);
  write_texts(json, "never_seen", record.never_seen);
  json.key("left_out").begin_array();
  for (const ExplorationRecord::LeftOut& one : record.left_out)
    json.begin_object().text("kind", one.kind).text("reason", one.reason).end_object();
  json.end_array().number("excused", record.excused).key("lies").begin_array();
  for (const ExplorationRecord::Lie& one : record.lies) {
    json.begin_object().text("fault", one.fault).text("oracle", one.oracle);
    json.text("reason", one.reason).end_object();
  }
  json.end_array().end_object();
}

}  // namespace ripcord::report
