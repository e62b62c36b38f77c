#include "transports/shim/unit_trigger.hpp"

namespace ripcord::shim {
namespace {

bool test(const Unit& unit, const Range& calls, Strike& /*strike*/) {
  return unit.info.call != 0 && calls.contains(unit.info.call);
}

}  // namespace

extern const TriggerKind call_kind{
    .parameter = {.name = "call",
                  .type = ValueType::range,
                  .doc = "The number of the call.",
                  .low = 1},
    .doc =
        "The k-th call of its operation on its connection, counted from 1 as the requests pass; an "
        "answer has its request's number. Never the call_id of the wire, which peers reuse.",
    .example = "{ operation: BackupRead, call: 2 }",
    .make = make_unit_trigger<Range, test>};

}  // namespace ripcord::shim
