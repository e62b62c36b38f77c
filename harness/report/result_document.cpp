#include "harness/report/result_document.hpp"

#include "harness/report/folder.hpp"
#include "harness/report/json_writer.hpp"
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

void write_heading(JsonWriter& json, const Heading& heading) {
  write_tool(json, heading.tool);
  write_host(json, heading.host);
  json.key("argv").begin_array();
  for (const std::string& word : heading.argv) json.text(word);
  json.end_array();
  json.text("started", heading.started);
}

std::string sweep_json(const Tally& tally) {
  const Subject& subject = tally.subject();
  std::string line;
  JsonWriter json(line);
  json.begin_object().text("scenario", subject.scenario).text("variant", subject.variant);
  json.text("transport", subject.transport);
  json.number("first_seed", tally.first_seed()).number("last_seed", tally.last_seed());
  json.number("count", tally.counts().runs).number("passed", tally.counts().passed);
  json.number("folded", tally.folded());
  if (subject.deterministic) json.number("distinct_traces", tally.distinct_traces());
  json.number("distinct_outcomes", tally.distinct_outcomes());
  json.hash("digest", tally.digest()).end_object();
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

void ResultDocument::cover(const run::RunResult& result) {
  if (!coverage_) coverage_.emplace();
  coverage_->add(result);
}

std::string ResultDocument::text(Progress progress) const {
  const Counts sum = counts();
  std::string text;
  JsonWriter json(text);
  json.begin_object().key("format").number(1).text("verdict",
                                                   run::verdict_name(overall(sum, progress)));
  RIPCORD_ASSERT(text.starts_with(result_marker));
  json.boolean("incomplete", progress == Progress::incomplete);
  write_heading(json, heading_);
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
  return text + "}\n";
}

Counts ResultDocument::counts() const {
  Counts sum;
  for (const Tally& tally : tallies_) sum += tally.counts();
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
