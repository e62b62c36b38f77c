#pragma once

#include "harness/compare/comparison.hpp"
#include "harness/measures/histogram.hpp"
#include "harness/run/result.hpp"
#include "transports/trace/log.hpp"

#include <map>
#include <optional>
#include <string>

namespace ripcord::compare {

/// How long answers took, in nanoseconds, by `interface.operation`: from the first fragment of a
/// request to the last of its response, as the shim saw them pass. Of calls that had none, or a
/// fault, nothing is known. `end` = the last moment that counts.
using Responses = std::map<std::string, measures::Histogram>;
[[nodiscard]] Responses responses_in(const trace::Log& log, Time end);

/// How long clients needed after the last strike of a rule until each had got an answer to a call
/// that it began after it; none if no rule struck, or nobody called again.
[[nodiscard]] std::optional<Duration> time_to_recover(const trace::Log& log, Time end);

/// How many files clients say that they received whole.
[[nodiscard]] std::uint64_t files_received(const trace::Log& log, Time end);

/// How a play went, without any value.
[[nodiscard]] Trial standing_of(const run::RunResult& result);

/// What a play that kept its trace came to: everything that is the same each time that it is played
/// in sim. Response times are in it if `responses_too`, since where time is real one play has too
/// few of them.
enum class ResponseTimes : std::uint8_t { left_out, included };
[[nodiscard]] Trial trial_of(const run::RunResult& result, ResponseTimes responses);

/// Adds percentiles of `responses` to `values`, of operations that were called often enough.
void add_responses(const Responses& responses, std::map<std::string, double>& values);

}  // namespace ripcord::compare
