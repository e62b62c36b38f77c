#include "transports/shim/unit_trigger.hpp"

namespace ripcord::shim {
namespace {

bool test(const Unit& unit, const Range& connections, Strike& /*strike*/) {
  return connections.contains(unit.scope.number);
}

}  // namespace

extern const TriggerKind connection_kind{.parameter = {.name = "connection",
                                                       .type = ValueType::range,
                                                       .doc = "The number of the connection.",
                                                       .low = 1},
                                         .doc =
                                             "The k-th connection that this client opens to this "
                                             "service, counted from 1 as it asks to connect.",
                                         .example = "{ pdu: bind, connection: 2 }",
                                         .make = make_unit_trigger<Range, test>};

}  // namespace ripcord::shim
