#include "harness/explore/rerun.hpp"

#include "transports/base/quantity.hpp"

#include <algorithm>

namespace ripcord::explore {
namespace {

std::optional<std::size_t> first_difference(const Replay& replay, const trace::Log& log) {
  if (replay.marks.empty()) return std::nullopt;
  const Bytes marks = marks_of(log);
  const auto [then, now] = std::ranges::mismatch(replay.marks, marks);
  if (then == replay.marks.end() && now == marks.end()) return std::nullopt;
  return static_cast<std::size_t>(now - marks.begin());
}

bool is_another_trace(const Replay& replay, const Trial& trial) {
  return replay.trace_hash != 0 && replay.trace_hash != trial.trace_hash;
}

std::string signatures_of(const Trial& trial) {
  std::string all;
  for (const Violation& violation : trial.violations)
    all += (all.empty() ? "" : ", ") + violation.signature;
  return all;
}

}  // namespace

Rerun compare(const Replay& replay, const Trial& trial, Exactness exactness) {
  Rerun rerun;
  if (!trial.is_judged) {
    rerun.why = trial.why;
    return rerun;
  }
  for (std::size_t i = 0; i < trial.fired.size(); ++i)
    if (trial.fired[i] == 0) rerun.vanished.push_back(i);
  if (is_another_trace(replay, trial))
    rerun.first_difference = first_difference(replay, trial.log());
  if (!rerun.vanished.empty()) {
    rerun.why = "it does not come to where the faults are to strike";
  } else if (exactness == Exactness::trace && is_another_trace(replay, trial)) {
    rerun.why = "its trace is another one";
  } else if (trial.violations.empty()) {
    rerun.result = replay.signature.empty() ? Rerun::Result::as_recorded : Rerun::Result::passes;
  } else if (trial.find(replay.signature) != nullptr) {
    rerun.result = Rerun::Result::as_recorded;
  } else {
    rerun.why = "it fails otherwise: " + signatures_of(trial);
  }
  return rerun;
}

std::optional<std::size_t> find_record(const Trial& trial, std::string_view name) {
  if (const std::optional<std::int64_t> number = parse_integer(name)) {
    const auto index = static_cast<std::size_t>(*number);
    if (*number < 0 || index >= trial.log().records().size()) return std::nullopt;
    return index;
  }
  const auto is_meant = [&](const Reached& reached) {
    const Point point = point_of(reached, trial.log());
    return point.event == name || text(point) == name;
  };
  const auto found = std::ranges::find_if(trial.survey.reached, is_meant);
  if (found == trial.survey.reached.end()) return std::nullopt;
  return found->record;
}

}  // namespace ripcord::explore
