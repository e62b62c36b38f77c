#include "transports/shim/unit_trigger.hpp"

namespace ripcord::shim {
namespace {

MadeTrigger make(const Value& value, const TriggerWords& words, Gate& gate) {
  gate.pdus[0] = 0;
  gate.pdus[1] = 0;
  return make_name_trigger<&Moment::event>(value, words, gate);
}

}  // namespace

extern const TriggerKind event_kind{
    .parameter = {.name = "event",
                  .type = ValueType::names,
                  .doc = "Something that a peer says it did: file_closed, server_started, ..."},
    .doc =
        "Selects happenings instead of units. Only actions can follow one; a fault waits for it "
        "by `after:` with the id of a rule.",
    .example = "{ event: file_closed, service: information-store, nth: 1 }",
    .make = make};

}  // namespace ripcord::shim
