#include "harness/run/oracle.hpp"

namespace ripcord::run {
namespace {

Finding judge(const Facts& facts) {
  // A program that was killed at its time limit did not end.
  if (facts.ending && facts.ending->outcome == world::Outcome::hung)
    return {OracleState::violated, facts.ending->message};
  if (facts.ending) return {};
  return {OracleState::violated, facts.hang};
}

}  // namespace

extern const Oracle no_hang_oracle;
const Oracle no_hang_oracle{
    .id = "no_hang",
    .promise =
        "Every call and every step ends, with success or an error, before nothing more can happen.",
    .judge = judge,
};

}  // namespace ripcord::run
