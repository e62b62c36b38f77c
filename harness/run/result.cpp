#include "harness/run/result.hpp"

#include "transports/base/assert.hpp"
#include "transports/base/hash.hpp"

namespace ripcord::run {

std::string_view oracle_state_name(OracleState state) {
  switch (state) {
    case OracleState::held:
      return "held";
    case OracleState::violated:
      return "violated";
    case OracleState::not_judged:
      return "not_judged";
    case OracleState::off:
      return "off";
  }
  RIPCORD_ASSERT(false);
}

std::string_view verdict_name(Verdict verdict) {
  switch (verdict) {
    case Verdict::passed:
      return "passed";
    case Verdict::failed:
      return "failed";
    case Verdict::invalid:
      return "invalid";
    case Verdict::error:
      return "error";
    case Verdict::incomplete:
      return "incomplete";
  }
  RIPCORD_ASSERT(false);
}

std::uint64_t outcome_hash(const RunResult& result) {
  std::uint64_t hash = mix(static_cast<std::uint64_t>(result.ending.outcome), result.ending.error);
  hash = digest(result.ending.file, hash);
  hash = digest(result.ending.operation, hash);
  for (const OracleReport& oracle : result.oracles)
    hash = mix(hash, static_cast<std::uint64_t>(oracle.state));
  return hash;
}

void conclude(trace::Log& log, RunResult& result) {
  result.trace_hash = log.digest();
  result.time_free_hash = log.time_free_digest();
  log.end({.full = result.trace_hash,
           .time_free = result.time_free_hash,
           .outcome = result.outcome_hash});
}

}  // namespace ripcord::run
