#include "harness/report/stored_report.hpp"

#include "harness/report/run_journal.hpp"
#include "harness/report/stored_exploration.hpp"
#include "harness/report/stored_result.hpp"
#include "harness/report/subject_json.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <utility>

namespace ripcord::report {
namespace {

Tool tool(const StoredJson& json) {
  return {.version = json.text("version"),
          .commit = json.text("commit"),
          .compiler = json.text("compiler"),
          .build = json.text("build")};
}

Host host(const StoredJson& json) {
  return {.system = json.text("system"),
          .machine = json.text("machine"),
          .cores = json.small_number("cores")};
}

Part part(const StoredJson& json) {
  return {.tool = tool(json.at("tool")),
          .host = host(json.at("host")),
          .argv = json.texts("argv"),
          .started = json.text("started")};
}

Heading heading(const StoredJson& json) {
  Part command = part(json);
  Heading heading{.tool = std::move(command.tool),
                  .host = std::move(command.host),
                  .argv = std::move(command.argv),
                  .started = std::move(command.started)};
  if (json.has("parts")) {
    for (const StoredJson& one : json.items("parts")) heading.parts.push_back(part(one));
  }
  const StoredJson counts = json.at("counts");
  heading.planned = counts.number("planned");
  const StoredJson reasons = counts.at("not_selected_by");
  for (const std::string& reason : reasons.keys())
    heading.not_selected.reasons.push_back({.reason = reason, .count = reasons.number(reason)});
  return heading;
}

Behaviour behaviour(const StoredJson& json) {
  return {.verdict = stored_verdict(json),
          .outcome = stored_outcome(json),
          .broke = json.text("broke"),
          .violated = json.text("violated"),
          .message = json.text("message"),
          .runs = json.number("runs"),
          .seed = json.number("seed"),
          .flaky = json.boolean("flaky"),
          .elapsed = stored_duration(json, "virtual_ns"),
          .wall = stored_duration(json, "wall_ns")};
}

SweepSums sums(const StoredJson& json) {
  const StoredJson rest = json.at("sums");
  SweepSums sums{.counts = {.runs = json.number("count"),
                            .passed = json.number("passed"),
                            .failed = rest.number("failed"),
                            .invalid = rest.number("invalid"),
                            .error = rest.number("error"),
                            .incomplete = rest.number("incomplete"),
                            .flaky = rest.number("flaky")},
                 .folded = json.number("folded"),
                 .first_seed = json.number("first_seed"),
                 .last_seed = json.number("last_seed"),
                 .others = rest.number("others"),
                 .wall = stored_duration(rest, "wall_ns"),
                 .ambiguous_connections = rest.number("ambiguous_connections"),
                 .ambiguous_strikes = rest.number("ambiguous_strikes"),
                 .distinct_traces = json.number_or("distinct_traces", 0),
                 .distinct_outcomes = json.number("distinct_outcomes"),
                 .digest = json.hash("digest")};
  for (const StoredJson& one : rest.items("behaviours")) sums.behaviours.push_back(behaviour(one));
  return sums;
}

std::vector<Coverage::Cell> cells(const StoredJson& json) {
  std::vector<Coverage::Cell> all;
  for (const StoredJson& cell : json.items("coverage")) {
    const std::optional<PointClass> point = point_class(cell.text("point"));
    if (!point) cell.at("point").refuse("is no class of point that is known here");
    all.push_back({.kind = cell.text("kind"),
                   .point = point.value_or(PointClass::connect),
                   .transport = cell.text("transport"),
                   .reached = cell.number("reached"),
                   .injected = cell.number("injected"),
                   .detected = cell.number("detected"),
                   .survived = cell.number("survived")});
  }
  return all;
}

/// A path of ours below a run folder: what was damaged must not lead out of it.
bool leads_out(const std::string& path) {
  const std::filesystem::path parts(path);
  return parts.is_absolute() || std::ranges::find(parts, "..") != parts.end();
}

void check_artifacts(const StoredJson& json, const Artifacts& artifacts) {
  const bool bad = leads_out(artifacts.trace) || leads_out(artifacts.capture) ||
                   leads_out(artifacts.failure) || leads_out(artifacts.replay) ||
                   std::ranges::any_of(artifacts.programs, leads_out);
  if (bad) json.refuse("has a path that leads out of the run folder");
}

void add_run(StoredReport& report, const StoredJson& json, const std::string& folder) {
  StoredReport::Run run{.result = stored_result(json),
                        .artifacts = stored_artifacts(json.at("artifacts")),
                        .folder = folder};
  check_artifacts(json.at("artifacts"), run.artifacts);
  const std::string scenario = json.text("scenario");
  const auto is_its = [&](const StoredReport::Sweep& sweep) {
    return sweep.subject.scenario == scenario && sweep.subject.variant == run.result.variant &&
           sweep.subject.transport == run.result.transport;
  };
  // Runs come in the order of their sweeps, so the search ends at the last one that has any.
  const auto sweep = std::ranges::find_if(report.sweeps, is_its);
  if (sweep == report.sweeps.end()) return json.refuse("is in none of sweeps[]");
  if (run_id(sweep->subject, run.result.seed, run.result.repetition) != json.text("id"))
    return json.at("id").refuse("is not made of the run's scenario, variant, transport and seed");
  sweep->runs.push_back(std::move(run));
}

void read_explorations(StoredReport& report, const StoredJson& json, const std::string& folder) {
  for (const StoredJson& one : json.items("explorations")) {
    report.explorations.push_back(stored_exploration(one));
    const ExplorationRecord& record = report.explorations.back();
    for (const auto* findings : {&record.findings, &record.doubtful})
      if (std::ranges::any_of(*findings, leads_out, &ExplorationRecord::Finding::replay))
        one.refuse("has a path that leads out of the run folder");
  }
  report.replay_folders.push_back(folder);
}

StoredReport read(const StoredJson& json, const std::string& folder) {
  StoredReport report;
  if (json.number("format") != 1) {
    json.at("format").refuse("is not 1, the only one that is known here");
    return report;
  }
  if (json.has("load")) {
    json.at("load").refuse("is not what reports are made of: it holds no runs");
    return report;
  }
  report.heading = heading(json);
  report.progress = json.boolean("incomplete") ? Progress::incomplete : Progress::complete;
  for (const StoredJson& one : json.items("sweeps")) {
    StoredReport::Sweep& sweep = report.sweeps.emplace_back();
    sweep.subject = stored_subject(one);
    if (one.number("folded") > 0) sweep.sums = sums(one);
  }
  for (const StoredJson& one : json.items("runs")) add_run(report, one, folder);
  if (json.has("coverage")) report.coverage = cells(json);
  if (json.has("comparison"))
    report.annex = Annex{.key = "comparison",
                         .json = json.at("comparison").as_json(),
                         .failed = json.text("verdict") == "failed"};
  if (json.has("explorations")) read_explorations(report, json, folder);
  return report;
}

}  // namespace

boost::system::result<StoredReport, WriteError> read_report(const std::string& folder) {
  const std::string path = folder + "/result.json";
  std::ifstream file(path, std::ios::binary);
  if (!file) return WriteError(fmt::format("cannot read {}: is {} a run folder?", path, folder));
  nlohmann::ordered_json document;
  try {
    document = nlohmann::ordered_json::parse(file);
  } catch (const nlohmann::json::parse_error& error) {
    return WriteError(
        fmt::format("cannot read {}: it is damaged: no JSON from byte {} on", path, error.byte));
  }
  std::string problem;
  StoredReport report = read(StoredJson(document, problem), folder);
  if (!problem.empty()) return WriteError(fmt::format("cannot read {}: {}", path, problem));
  if (const auto added = add_cut_off_runs(folder, report); !added) return added.error();
  return report;
}

}  // namespace ripcord::report
