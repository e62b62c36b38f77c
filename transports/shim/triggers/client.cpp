#include "transports/shim/unit_trigger.hpp"

namespace ripcord::shim {

extern const TriggerKind client_kind{
    .parameter = {.name = "client",
                  .type = ValueType::names,
                  .doc = "Whose connection or happening, by the client's name."},
    .doc = "The client of the connection, or the one that published the happening.",
    .example = "{ client: ntbackup, pdu: connect }",
    .make = make_name_trigger<&Moment::client>};

}  // namespace ripcord::shim
