#include "harness/compare/play_trial.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace ripcord::compare {
namespace {

using trace::Log;
using trace::Record;
using trace::What;

constexpr std::string_view request_pdu = "request";
constexpr std::string_view response_pdu = "response";
constexpr std::uint8_t to_server = 0;

// A percentile is a value that somebody saw: the 99th of fewer is the greatest.
constexpr std::uint64_t least_for_p99 = 100;
constexpr std::uint64_t least_for_p999 = 1000;

std::string_view pdu_name(const Log& log, const Record& record) {
  const auto& names = log.legend().pdus;
  return record.pdu < names.size() ? std::string_view(names[record.pdu]) : std::string_view();
}

std::string operation_name(const Log& log, const Record& record) {
  const auto& interfaces = log.legend().interfaces;
  if (record.interface >= interfaces.size()) return fmt::format("unknown.{}", record.operation);
  const trace::Legend::InterfaceNames& interface = interfaces[record.interface];
  const bool is_named = record.operation < interface.operations.size() &&
                        !interface.operations[record.operation].empty();
  return is_named ? fmt::format("{}.{}", interface.name, interface.operations[record.operation])
                  : fmt::format("{}.{}", interface.name, record.operation);
}

bool is_late(const Record& record, Time end) {
  return record.time > end.time_since_epoch().count();
}

/// Requests that wait for their responses.
class OpenRequests {
 public:
  explicit OpenRequests(const Log& log) : log_(log) {}

  void see(const Record& record) {
    const std::pair key(record.connection, record.call_id);
    const std::string_view pdu = pdu_name(log_, record);
    if (record.direction == to_server) {
      if (pdu == request_pdu && (record.flags & trace::flag::first_fragment) != 0)
        started_[key] = record.time;
      return;
    }
    if ((record.flags & trace::flag::last_fragment) == 0) return;
    const auto started = started_.find(key);
    if (started == started_.end()) return;
    if (pdu == response_pdu)
      responses_[operation_name(log_, record)].record(
          static_cast<std::uint64_t>(record.time - started->second));
    started_.erase(started);
  }

  [[nodiscard]] Responses take() { return std::move(responses_); }

 private:
  const Log& log_;
  /// By connection and call.
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::int64_t> started_;
  Responses responses_;
};

/// What clients did since a strike.
class Recovery {
 public:
  explicit Recovery(const Log& log) : log_(log) {}

  void see(const Record& record) {
    if (record.what == What::fired) {
      struck_ = record.time;
      began_.clear();
      recovered_.clear();
      return;
    }
    if (!struck_ || record.what != What::happening) return;
    const std::string_view event = log_.text(record.subject);
    if (event == "call_started") began_.insert(record.object);
    // A call that had begun before the strike ends here, too, but nobody is waited for since.
    if (event == "call_finished" && record.length == 0 && began_.contains(record.object))
      recovered_.try_emplace(record.object, record.time);
  }

  [[nodiscard]] std::optional<Duration> time() const {
    std::optional<Duration> longest;
    for (const auto& [client, when] : recovered_)
      longest = std::max(longest.value_or(Duration{}), Duration(when - *struck_));
    return longest;
  }

 private:
  const Log& log_;
  std::optional<std::int64_t> struck_;
  std::set<trace::NameId> began_;
  std::map<trace::NameId, std::int64_t> recovered_;
};

std::string ending_text(const world::Ending& ending) {
  std::string text(scenario::outcome_word(ending.outcome));
  if (!ending.operation.empty()) text += ", " + ending.operation;
  if (!ending.file.empty()) text += " of " + ending.file;
  if (ending.error != 0) text += fmt::format(": error {}", ending.error);
  return text;
}

double as_number(std::uint64_t value) { return static_cast<double>(value); }

}  // namespace

Responses responses_in(const trace::Log& log, Time end) {
  OpenRequests open(log);
  for (const Record& record : log.records()) {
    if (record.what == What::unit && !is_late(record, end)) open.see(record);
  }
  return open.take();
}

std::optional<Duration> time_to_recover(const trace::Log& log, Time end) {
  Recovery recovery(log);
  for (const Record& record : log.records())
    if (!is_late(record, end)) recovery.see(record);
  return recovery.time();
}

std::uint64_t files_received(const trace::Log& log, Time end) {
  return static_cast<std::uint64_t>(std::ranges::count_if(log.records(), [&](const Record& record) {
    return record.what == What::happening && !is_late(record, end) &&
           log.text(record.subject) == "file_received";
  }));
}

Trial standing_of(const run::RunResult& result) {
  Trial trial{.ending = ending_text(result.ending)};
  switch (result.verdict) {
    case run::Verdict::passed:
      trial.standing = result.ending.outcome == world::Outcome::completed
                           ? Standing::completed
                           : Standing::ended_as_expected;
      return trial;
    case run::Verdict::failed:
      trial.standing = Standing::failed;
      if (result.failure)
        trial.ending += fmt::format("; {}: expected {}, was {}",
                                    result.failure->field,
                                    result.failure->expected,
                                    result.failure->actual);
      return trial;
    case run::Verdict::invalid:
    case run::Verdict::error:
    case run::Verdict::incomplete:
      break;
  }
  trial.standing = Standing::error;
  return trial;
}

Trial trial_of(const run::RunResult& result, ResponseTimes responses) {
  Trial trial = standing_of(result);
  std::map<std::string, double>& values = trial.values;
  values["calls"] = as_number(result.metrics.calls);
  values["retries"] = as_number(result.metrics.retries);
  values["reconnects"] = as_number(result.metrics.reconnects);
  values["mapper_queries"] = as_number(result.metrics.mapper_queries);
  values["bytes_to_server"] = as_number(result.metrics.bytes_to_server);
  values["bytes_to_client"] = as_number(result.metrics.bytes_to_client);
  const Time end = Time{} + result.elapsed;
  if (result.trace != nullptr) {
    if (const std::uint64_t files = files_received(*result.trace, end); files > 0)
      values["files"] = as_number(files);
  }
  if (trial.standing != Standing::completed) return trial;
  values["virtual_time"] = static_cast<double>(result.elapsed.count());
  if (result.trace == nullptr) return trial;
  if (const auto recovered = time_to_recover(*result.trace, end))
    values["time_to_recover"] = static_cast<double>(recovered->count());
  if (responses == ResponseTimes::included) add_responses(responses_in(*result.trace, end), values);
  return trial;
}

void add_responses(const Responses& responses, std::map<std::string, double>& values) {
  for (const auto& [operation, times] : responses) {
    const auto add = [&](std::string_view name, std::uint64_t value) {
      values[fmt::format("{}({})", name, operation)] = as_number(value);
    };
    add("response_p50", times.at(0.5));
    if (times.count() >= least_for_p99) add("response_p99", times.at(0.99));
    if (times.count() >= least_for_p999) add("response_p99.9", times.at(0.999));
  }
}

}  // namespace ripcord::compare
