#include "transports/shim/unit_trigger.hpp"

namespace ripcord::shim {
namespace {

MadeTrigger make(const Value& value, const TriggerWords& /*words*/, Gate& gate) {
  if (!narrow_to_operation(gate, static_cast<std::uint16_t>(std::get<std::int64_t>(value)))) {
    return ValueError("the number of the operation named beside it");
  }
  return std::unique_ptr<Trigger>();
}

}  // namespace

extern const TriggerKind opnum_kind{
    .parameter = {.name = "opnum",
                  .type = ValueType::integer,
                  .doc = "The operation's number, from 0.",
                  .low = 0,
                  .high = protocol::no_operation - 1},
    .doc =
        "For interfaces whose operations have no names. Give `interface` with it: numbers are "
        "those of every interface.",
    .example = "{ interface: echo, opnum: 4, pdu: request }",
    .make = make};

}  // namespace ripcord::shim
