#include "harness/report/result_document.hpp"

#include "harness/report/folder.hpp"
#include "harness/report/json_writer.hpp"
#include "harness/report/subject_json.hpp"
#include "transports/base/assert.hpp"

namespace ripcord::report {
namespace {

void write_tool(JsonWriter& json, const Tool& tool) {
  json.key("tool").begin_object().text("version", tool.version).text("commit", tool.commit);
  json.text("compiler", tool.compiler).text("build", tool.build).end_object();
}

void write_host(JsonWriter& json, const Host& host) {
  json.key("host").begin_object().text("system", host.system).text("machine", host.machine);
  json.number("cores", host.cores).end_object();
}

void write_counts(JsonWriter& json, const Counts& counts, const Heading& heading) {
  json.key("counts").begin_object();
  json.number("planned", heading.planned).number("runs", counts.runs);
  json.number("passed", counts.passed).number("failed", counts.failed);
  json.number("invalid", counts.invalid).number("error", counts.error);
  json.number("incomplete", counts.incomplete).number("flaky", counts.flaky);
  json.number("not_selected", heading.not_selected.total());
  json.key("not_selected_by").begin_object();
  for (const NotSelected::Reason& reason : heading.not_selected.reasons) {
    json.number(reason.reason, reason.count);
  }
  json.end_object().end_object();
}

/// Of a `Part` or a `Heading`.
template <typename Command>
void write_command(JsonWriter& json, const Command& command) {
  write_tool(json, command.tool);
  write_host(json, command.host);
  json.key("argv").begin_array();
  for (const std::string& word : command.argv) json.text(word);
  json.end_array();
  json.text("started", command.started);
}

void write_parts(JsonWriter& json, const std::vector<Part>& parts) {
  if (parts.empty()) return;
  json.key("parts").begin_array();
  for (const Part& part : parts) {
    json.begin_object();
    write_command(json, part);
    json.end_object();
  }
  json.end_array();
}

std::uint64_t nanoseconds(Duration duration) {
  return static_cast<std::uint64_t>(std::max<Duration::rep>(0, duration.count()));
}

void write_behaviour(JsonWriter& json, const Behaviour& behaviour) {
  json.begin_object().text("verdict", run::verdict_name(behaviour.verdict));
  json.text("outcome", scenario::outcome_word(behaviour.outcome));
  json.text("broke", behaviour.broke).text("violated", behaviour.violated);
  json.text("message", behaviour.message).number("runs", behaviour.runs);
  json.number("seed", behaviour.seed).boolean("flaky", behaviour.flaky);
  json.number("virtual_ns", nanoseconds(behaviour.elapsed));
  json.number("wall_ns", nanoseconds(behaviour.wall)).end_object();
}

/// What readers of a report can no longer count once runs are left out of it.
void write_sums(JsonWriter& json, const Tally& tally) {
  const Counts& counts = tally.counts();
  json.key("sums").begin_object().number("flaky", counts.flaky).number("failed", counts.failed);
  json.number("invalid", counts.invalid).number("error", counts.error);
  json.number("incomplete", counts.incomplete).number("wall_ns", nanoseconds(tally.wall()));
  json.number("ambiguous_connections", tally.ambiguous_connections());
  json.number("ambiguous_strikes", tally.ambiguous_strikes()).number("others", tally.others());
  json.key("behaviours").begin_array();
  for (const Behaviour& behaviour : tally.behaviours()) write_behaviour(json, behaviour);
  json.end_array().end_object();
}

std::string sweep_json(const Tally& tally) {
  const Subject& subject = tally.subject();
  std::string line;
  JsonWriter json(line);
  json.begin_object();
  write_subject(json, subject);
  json.number("first_seed", tally.first_seed()).number("last_seed", tally.last_seed());
  json.number("count", tally.counts().runs).number("passed", tally.counts().passed);
  json.number("folded", tally.folded());
  if (subject.deterministic) json.number("distinct_traces", tally.distinct_traces());
  json.number("distinct_outcomes", tally.distinct_outcomes());
  json.hash("digest", tally.digest());
  if (tally.folded() > 0) write_sums(json, tally);
  json.end_object();
  return line;
}

}  // namespace

std::uint64_t NotSelected::total() const {
  std::uint64_t sum = 0;
  for (const Reason& reason : reasons) sum += reason.count;
  return sum;
}

void ResultDocument::add(const Subject& subject,
                         const run::RunResult& result,
                         const Artifacts& artifacts) {
  Tally& tally = tally_of(subject);
  tally.add(result);
  if (result.verdict == run::Verdict::passed && ++passing_runs_ > passing_runs_max) {
    tally.add_folded();
    return;
  }
  if (!runs_.empty()) runs_ += ",\n";
  runs_ += run_json(subject, result, artifacts);
}

void ResultDocument::restore(const Subject& subject, const SweepSums& sums) {
  tally_of(subject).restore(sums);
}

void ResultDocument::cover(const std::vector<Coverage::Cell>& cells) {
  if (!coverage_) coverage_.emplace();
  coverage_->add(cells);
}

void ResultDocument::cover(const run::RunResult& result) {
  if (!coverage_) coverage_.emplace();
  coverage_->add(result);
}

std::string ResultDocument::text(Progress progress) const {
  const Counts sum = counts();
  std::string text;
  JsonWriter json(text);
  json.begin_object().key("format").number(1).text("verdict", run::verdict_name(verdict(progress)));
  RIPCORD_ASSERT(text.starts_with(result_marker));
  json.boolean("incomplete", progress == Progress::incomplete);
  write_command(json, heading_);
  write_parts(json, heading_.parts);
  write_counts(json, sum, heading_);
  text += ",\n\"runs\":[\n" + runs_ + "\n],\n\"sweeps\":[";
  for (const Tally& tally : tallies_) {
    text += &tally == &tallies_.front() ? "\n" : ",\n";
    text += sweep_json(tally);
  }
  text += "\n]";
  if (coverage_) {
    json.key("coverage");
    write_coverage(json, *coverage_);
  }
  if (!explorations_.empty()) {
    json.key("explorations").begin_array();
    for (const ExplorationRecord& exploration : explorations_) write_exploration(json, exploration);
    json.end_array();
  }
  if (annex_) {
    json.key(annex_->key);
    text += annex_->json;
  }
  return text + "}\n";
}

run::Verdict ResultDocument::verdict(Progress progress) const {
  const run::Verdict verdict = overall(counts(), progress);
  return verdict == run::Verdict::passed && annex_ && annex_->failed ? run::Verdict::failed
                                                                     : verdict;
}

Counts ResultDocument::counts() const {
  Counts sum;
  for (const Tally& tally : tallies_) sum += tally.counts();
  for (const ExplorationRecord& exploration : explorations_) sum += exploration.counts();
  return sum;
}

Tally& ResultDocument::tally_of(const Subject& subject) {
  if (tallies_.empty() || &tallies_.back().subject() != &subject) tallies_.emplace_back(subject);
  return tallies_.back();
}

run::Verdict overall(const Counts& counts, Progress progress) {
  if (counts.error > 0) return run::Verdict::error;
  if (counts.invalid > 0) return run::Verdict::invalid;
  if (counts.failed > 0) return run::Verdict::failed;
  return progress == Progress::incomplete || counts.incomplete > 0 ? run::Verdict::incomplete
                                                                   : run::Verdict::passed;
}

}  // namespace ripcord::report
