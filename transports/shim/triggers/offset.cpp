#include "transports/shim/unit_trigger.hpp"

namespace ripcord::shim {
namespace {

bool test(const Unit& unit, const Size& offset, Strike& strike) {
  if (unit.kind != Unit::Kind::pdu || offset.bytes >= unit.bytes.size()) return false;
  strike.offset = static_cast<std::uint32_t>(offset.bytes);
  return true;
}

}  // namespace

extern const TriggerKind offset_kind{
    .parameter = {.name = "offset",
                  .type = ValueType::size,
                  .doc = "A byte of the PDU, from 0 at its first header byte."},
    .doc =
        "Selects PDUs that have this byte, and makes the fault strike there: what comes before the "
        "byte passes, the byte itself is the first that does not.",
    .example = "{ pdu: response, offset: 512 }",
    .make = make_unit_trigger<Size, test>};

}  // namespace ripcord::shim
