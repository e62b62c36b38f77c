#include "harness/run/result.hpp"

#include "transports/base/assert.hpp"

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

}  // namespace ripcord::run
