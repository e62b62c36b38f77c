#include "harness/report/stored_exploration.hpp"

#include <charconv>
#include <optional>
#include <string_view>

namespace ripcord::report {
namespace {

using Record = ExplorationRecord;

std::set<std::uint64_t> hashes(const StoredJson& json, std::string_view key) {
  std::set<std::uint64_t> all;
  for (const StoredJson& one : json.items(key)) {
    const std::string text = one.as_text();
    std::uint64_t hash = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, hash, 16);
    if (error != std::errc() || stop != end) one.refuse("is no hash");
    all.insert(hash);
  }
  return all;
}

std::set<std::uint32_t> numbers(const StoredJson& json, std::string_view key) {
  std::set<std::uint32_t> all;
  for (const StoredJson& one : json.items(key))
    all.insert(static_cast<std::uint32_t>(one.as_number()));
  if (all.empty()) json.at(key).refuse("is empty");
  return all;
}

Record::Level level(const StoredJson& json) {
  return {.depth = json.small_number("depth"),
          .planned = json.number("planned"),
          .played = json.number("played"),
          .unjudged = json.number("unjudged"),
          .without_effect = json.number("without_effect"),
          .same_state = json.number("same_state"),
          .insensitive = json.number("insensitive"),
          .represented = json.number("represented"),
          .beyond_limit = json.number("beyond_limit")};
}

Record::Finding finding(const StoredJson& json) {
  Record::Finding finding{.signature = json.text("signature"),
                          .oracle = json.text("oracle"),
                          .reason = json.text("reason"),
                          .runs = json.number("runs"),
                          .replay = json.text("replay"),
                          .choices = json.texts("choices")};
  if (json.has("plays"))
    finding.confirmed = {.failures = json.small_number("failures"),
                         .plays = json.small_number("plays")};
  return finding;
}

Record::Cell cell(const StoredJson& json) {
  const std::optional<PointClass> point = point_class(json.text("point"));
  if (!point) json.at("point").refuse("is no class of point that is known here");
  return {.kind = json.text("kind"),
          .point = point.value_or(PointClass::connect),
          .played = json.number("played"),
          .struck = json.number("struck"),
          .noticed = json.number("noticed"),
          .violated = json.number("violated")};
}

/// Which parts it has: all of them, where it does not say.
void read_parts(const StoredJson& json, Record& record) {
  if (json.has("parts")) {
    record.parts = numbers(json, "parts");
    record.behaviours = hashes(json, "behaviour_hashes");
    record.outcomes = hashes(json, "outcome_hashes");
    return;
  }
  for (std::uint32_t part = 1; part <= record.part_count; ++part) record.parts.insert(part);
  record.behaviour_count = json.number("behaviours");
  record.outcome_count = json.number("outcomes");
}

/// What there is in real time only.
void read_real_time(const StoredJson& json, Record& record) {
  if (!json.has("transport")) return;
  record.transport = json.text("transport");
  for (const StoredJson& one : json.items("doubtful")) record.doubtful.push_back(finding(one));
  record.doubtful_beyond_limit = json.number("doubtful_beyond_limit");
  record.confirming_plays = json.number("confirming_plays");
}

}  // namespace

ExplorationRecord stored_exploration(const StoredJson& json) {
  // More parts than runs that anybody could play are a damaged file.
  constexpr std::uint32_t parts_max = 1'000'000;
  Record record{.scenario = json.text("scenario"),
                .variant = json.text("variant"),
                .against = json.text("against"),
                .digest = json.hash("digest"),
                .seed = json.number("seed"),
                .depth = json.small_number("depth"),
                .kinds = json.texts("kinds"),
                .part_count = json.small_number("part_count"),
                .points = json.number("points"),
                .runs = json.number("runs"),
                .failed_runs = json.number("failed_runs"),
                .random_runs = json.number("random_runs"),
                .never_seen = json.texts("never_seen"),
                .excused = json.number("excused")};
  if (record.part_count == 0 || record.part_count > parts_max || record.runs < record.failed_runs) {
    json.refuse("is no exploration");
    return record;
  }
  read_parts(json, record);
  for (const StoredJson& one : json.items("levels")) record.levels.push_back(level(one));
  for (const StoredJson& one : json.items("findings")) record.findings.push_back(finding(one));
  read_real_time(json, record);
  for (const StoredJson& one : json.items("coverage")) record.coverage.push_back(cell(one));
  for (const StoredJson& one : json.items("left_out"))
    record.left_out.push_back({.kind = one.text("kind"), .reason = one.text("reason")});
  for (const StoredJson& one : json.items("lies"))
    record.lies.push_back(
        {.fault = one.text("fault"), .oracle = one.text("oracle"), .reason = one.text("reason")});
  return record;
}

}  // namespace ripcord::report
