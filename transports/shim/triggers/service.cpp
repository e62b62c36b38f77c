#include "transports/shim/unit_trigger.hpp"

namespace ripcord::shim {

extern const TriggerKind service_kind{
    .parameter = {.name = "service",
                  .type = ValueType::names,
                  .doc =
                      "To whom the connection leads, or whose happening, by the service's name."},
    .doc =
        "The service that the client meant when it dialled, or the one that published the "
        "happening.",
    .example = "{ service: information-store, event: file_closed }",
    .make = make_name_trigger<&Moment::service>};

}  // namespace ripcord::shim
