#include "harness/run/oracle.hpp"

#include <utility>

namespace ripcord::run {
namespace {

Finding judge(const Facts& facts) {
  if (facts.cast == nullptr || facts.log == nullptr) return {};
  std::string wrong = facts.cast->misconduct(*facts.log);
  if (!wrong.empty()) return {OracleState::violated, std::move(wrong)};
  if (facts.log->overflowed()) return {OracleState::not_judged, "the run is longer than its trace"};
  return {};
}

}  // namespace

extern const Oracle legal_pdus_oracle;
const Oracle legal_pdus_oracle{
    .id = "legal_pdus",
    .promise = "Every PDU that a peer sends is one that it may send in its state.",
    .judge = judge,
};

}  // namespace ripcord::run
