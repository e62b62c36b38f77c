#include "harness/run/play.hpp"
#include "harness/run/rule_report.hpp"
#include "transports/base/hash.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace ripcord::run {
namespace {

bool contains(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

const scenario::OracleOff* switched_off(const scenario::ResolvedScenario& scenario,
                                        std::string_view oracle) {
  for (const scenario::OracleOff& off : scenario.oracles_off) {
    if (off.name == oracle) return &off;
  }
  return nullptr;
}

/// The files that `step` asks for; none if it asks for none.
std::vector<std::string> asked_files(const scenario::Step& step, const world::Target& target) {
  const auto* backup = std::get_if<scenario::BackupStep>(&step.action);
  if (backup == nullptr) return {};
  std::vector<std::string> names = backup->files;
  if (!names.empty() || target.service == nullptr) return names;
  for (const scenario::FileSpec& file : target.service->files) names.push_back(file.name);
  return names;
}

std::string listed(const std::vector<std::string>& words) {
  if (words.empty()) return "none";
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

bool is_foreign(const scenario::ClientSpec& client) {
  return client.kind == scenario::ClientKind::foreign;
}
bool is_foreign(const scenario::ServiceSpec& service) {
  return service.kind == scenario::ServiceKind::foreign;
}

/// The name of the first that is a program of others; empty if none is.
template <typename Spec>
std::string first_foreign(const std::vector<Spec>& specs) {
  for (const Spec& spec : specs) {
    if (is_foreign(spec)) return spec.name;
  }
  return {};
}

/// What only services of ours offer.
std::vector<protocol::InterfaceId> own_interfaces(const scenario::WorldSpec& world,
                                                  const protocol::InterfaceTable& interfaces) {
  std::vector<protocol::InterfaceId> own;
  for (const scenario::ServiceSpec& service : world.services) {
    const auto shared = [&](const scenario::ServiceSpec& other) {
      return is_foreign(other) && other.interface == service.interface;
    };
    const protocol::InterfaceIndex index = interfaces.find(service.interface);
    const bool is_known = index != protocol::unknown_interface;
    if (is_known && std::ranges::none_of(world.services, shared))
      own.push_back(interfaces[index].id);
  }
  return own;
}

/// Whether, once `rule` has fired, an end may wait for ever for the other.
bool silences(const shim::CompiledRule& rule) {
  if (rule.fault == nullptr || rule.spec.arguments.has("for")) return false;
  if (rule.fault->silences) return true;
  return rule.fault->silences_other_end && rule.spec.arguments.text("toward") != "both";
}

}  // namespace

void Play::judge(RunResult& result) {
  result.elapsed = elapsed_;
  result.metrics = metrics_;
  result.ending = ending_.value_or(world::Ending{.outcome = world::Outcome::hung});
  if (const Begun* begun = troubled()) result.client = begun->actor.name;
  result.programs = written();
  for (const std::unique_ptr<Begun>& begun : begun_) {
    if (begun->ending.load)
      result.loads.push_back(
          {begun->step->id, std::string(begun->actor.name), *begun->ending.load});
  }
  if (!world_->failure().empty()) {
    result.verdict = Verdict::error;
    result.failure = Failure{
        .field = "harness", .expected = "a world that can be played", .actual = world_->failure()};
    return;
  }
  if (const ErrorCode shortage = stage_->shortage()) {
    // Nobody is to blame for what the machine had too little of, and what went well went otherwise.
    result.verdict = Verdict::error;
    result.failure = Failure{.field = "harness",
                             .expected = "a machine with enough for this run",
                             .actual = shortage.message()};
    return;
  }
  judge_rules(result);
  judge_expectations(result);
  judge_oracles(result);
  judge_programs(result);
  result.verdict = result.failure ? Verdict::failed : Verdict::passed;
  if (result.failure) {
    for (const RuleReport& rule : result.rules) {
      if (rule.fired > 0) result.failure->active_faults.push_back(rule.id);
    }
  }
  result.plan_hash = plan_hash(result.rules);
  result.outcome_hash = outcome_hash(result);
}

void Play::judge_rules(RunResult& result) {
  result.rules = rule_reports(world_->rules());
  result.failure = unfired_rule(result.rules, *parts_.rules);
}

void Play::judge_expectations(RunResult& result) {
  SeenRun seen;
  seen.run.ending = result.ending;
  seen.run.elapsed = elapsed_;
  seen.run.metrics = metrics_;
  count_files(seen.run);
  const scenario::Expectation& expectation = parts_.scenario.expectation;
  if (!expectation.steps.empty() || !expectation.clients.empty())
    for (const std::unique_ptr<Begun>& begun : begun_) add_seen(*begun, seen);
  seen.rules = result.rules;
  result.expectations = compare(expectation, seen);
  for (const ExpectationReport& report : result.expectations) {
    if (report.ok) continue;
    // What a line of the scenario says comes before a rule that did not fire, which is often why.
    result.failure = Failure{.field = report.field,
                             .expected = report.expected,
                             .actual = report.actual,
                             .line = report.line};
    if (const Begun* begun = troubled()) result.failure->step = begun->step->id;
    return;
  }
}

void Play::judge_oracles(RunResult& result) {
  const Facts known = facts();
  const std::vector<std::string>& meant = parts_.scenario.expectation.violates;
  std::vector<std::string> violated;
  std::string reasons;
  result.oracles.reserve(oracles().size());
  for (const Oracle* oracle : oracles()) {
    Finding finding = finding_of(*oracle, known);
    if (const scenario::OracleOff* off = switched_off(parts_.scenario, oracle->id)) {
      finding = {OracleState::off, off->reason};
    }
    if (finding.state == OracleState::violated) {
      violated.emplace_back(oracle->id);
      if (!contains(meant, oracle->id))
        reasons += fmt::format("; {}: {}", oracle->id, finding.reason);
    }
    OracleReport& report = result.oracles.emplace_back();
    report.id = oracle->id;
    report.state = finding.state;
    if (!finding.reason.empty()) report.reason = std::move(finding.reason);
  }
  std::vector<std::string> wanted = meant;
  std::sort(wanted.begin(), wanted.end());
  std::vector<std::string> found = violated;
  std::sort(found.begin(), found.end());
  if (wanted == found || result.failure) return;
  result.failure = Failure{.field = "violates",
                           .expected = listed(wanted),
                           .actual = listed(found) + reasons,
                           .line = parts_.scenario.expectation.line};
  for (const std::string& oracle : found) {
    if (!contains(wanted, oracle)) result.failure->oracle = oracle;
  }
}

/// A server is to run until it is asked to end.
void Play::judge_programs(RunResult& result) {
  if (result.failure || world_->casualty().empty()) return;
  result.failure = Failure{.field = "services",
                           .expected = "programs that run until the end",
                           .actual = world_->casualty()};
}

std::vector<world::ProgramOutput> Play::written() const {
  std::vector<world::ProgramOutput> all = world_->written_by_servers();
  for (const std::unique_ptr<Begun>& begun : begun_) {
    const std::optional<world::ProgramEnd>& program = begun->ending.program;
    if (!program) continue;
    all.push_back({.name = fmt::format("{}-{}", begun->actor.name, begun->step->id),
                   .output = program->output,
                   .errors = program->errors});
  }
  return all;
}

// --- What was seen -------------------------------------------------------------------------------

void Play::count_files(Seen& seen) const {
  const std::vector<FileEntry>& files = ledger_.files_received();
  seen.files_received = files.size();
  seen.files_intact = std::all_of(
      files.begin(), files.end(), [&](const FileEntry& file) { return ledger_.served(file); });
  seen.files_missing = seen.ending.file.empty() ? 0 : 1;
  seen.lookup_handles = open_lookup_handles_;
}

/// Adds what `begun` came to to what is seen of its step and of its client. Of several the first
/// that went wrong speaks for all.
void Play::add_seen(const Begun& begun, SeenRun& seen) const {
  world::Ending ending = begun.ending;
  if (begun.open > 0) ending.outcome = world::Outcome::hung;
  const auto add = [&](std::vector<Seen>& all, std::string_view name, const Metrics& metrics) {
    auto one =
        std::find_if(all.begin(), all.end(), [&](const Seen& other) { return other.name == name; });
    if (one == all.end())
      one = all.insert(all.end(),
                       Seen{.name = std::string(name), .ending = ending, .metrics = metrics});
    if (one->ending.outcome == world::Outcome::completed) one->ending = ending;
    one->elapsed = std::max(one->elapsed, begun.elapsed);
    count_files(*one);
  };
  add(seen.steps, begun.step->id, metrics_);
  add(seen.clients, begun.actor.name, ledger_.metrics(begun.actor.speaker));
}

/// The first that did not do what it was asked to do; null if all did.
const Play::Begun* Play::troubled() const {
  for (const std::unique_ptr<Begun>& begun : begun_) {
    if (begun->open > 0 || begun->ending.outcome != world::Outcome::completed) return begun.get();
  }
  return nullptr;
}

/// The first rule that fired whose kind silences a connection for good.
std::string Play::silenced() const {
  const std::span<const shim::CompiledRule> rules = parts_.rules->rules();
  const auto count = static_cast<shim::RuleIndex>(rules.size());
  for (shim::RuleIndex i = 0; i < count; ++i) {
    if (silences(rules[i]) && world_->rules().account(i).fired > 0) return rules[i].spec.id;
  }
  return {};
}

/// How many steps of that client say that they brought `file`.
std::uint64_t Play::claims(std::uint32_t speaker, std::string_view file) const {
  return static_cast<std::uint64_t>(std::ranges::count_if(begun_, [&](const auto& begun) {
    const bool claims = begun->actor.speaker == speaker && begun->open == 0 &&
                        begun->ending.outcome == world::Outcome::completed;
    return claims && contains(asked_files(*begun->step, begun->target), file);
  }));
}

std::string Play::unfounded() const {
  for (const std::unique_ptr<Begun>& begun : begun_) {
    for (const std::string& name : asked_files(*begun->step, begun->target)) {
      const std::uint32_t speaker = begun->actor.speaker;
      const std::vector<FileEntry>& all = ledger_.files_received();
      const auto received = std::ranges::count_if(
          all, [&](const FileEntry& file) { return file.speaker == speaker && file.name == name; });
      if (claims(speaker, name) <= static_cast<std::uint64_t>(received)) continue;
      return fmt::format(
          "step {} says that it is complete, but {} never arrived", begun->step->id, name);
    }
  }
  return {};
}

Facts Play::facts() {
  Facts facts{.ledger = ledger_,
              .interfaces = parts_.interfaces,
              .ending = ending_,
              .hang = hang_,
              .probe = probe_,
              .no_probe = ending_ ? no_probe_ : "the workload never ended",
              .unfounded = unfounded(),
              .faults_fired = any_rule_fired(),
              .silenced = silenced(),
              .open_handles = open_handles_,
              .open_connections = open_connections_,
              .foreign_client = first_foreign(parts_.scenario.world.clients),
              .foreign_service = first_foreign(parts_.scenario.world.services),
              .cast = &parts_.cast,
              .log = log_.get(),
              .client_specs = parts_.scenario.world.clients,
              .clients = client_ends_,
              .strikes = strikes_of(world_->rules()),
              .elapsed = elapsed_,
              .real_time = !venue_.deterministic()};
  if (!facts.foreign_service.empty())
    facts.own_interfaces = own_interfaces(parts_.scenario.world, parts_.interfaces);
  if (facts.foreign_client.empty() && facts.foreign_service.empty()) {
    facts.twin = [this]() -> const Twin& { return twin(); };
  }
  return facts;
}

}  // namespace ripcord::run
