#include "transports/shim/unit_trigger.hpp"

namespace ripcord::shim {
namespace {

bool test(const Unit& unit, const Range& associations, Strike& /*strike*/) {
  return unit.association != 0 && associations.contains(unit.association);
}

}  // namespace

extern const TriggerKind association_kind{
    .parameter = {.name = "association",
                  .type = ValueType::range,
                  .doc = "The number of the association.",
                  .low = 1},
    .doc =
        "The k-th association (group of connections) between this client and this service, counted "
        "from 1 as the wire names new ones. Units that pass before the association is known do not "
        "match.",
    .example = "{ association: 2, pdu: request }",
    .make = make_unit_trigger<Range, test>};

}  // namespace ripcord::shim
