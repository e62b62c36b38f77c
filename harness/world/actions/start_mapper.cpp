#include "harness/world/actions/arguments.hpp"

namespace ripcord::world {
namespace {

constexpr std::array parameters{service_parameter};

void act(World& world, const shim::Arguments& arguments, const Cause& cause) {
  Service* service = service_of(world, arguments, cause);
  if (service == nullptr) return;
  world.start_mapper(*service);
  world.trace_action(cause, "start_mapper", service->spec().host);
}

}  // namespace

extern const ActionKind start_mapper_kind;
const ActionKind start_mapper_kind{
    {.name = "start_mapper",
     .family = shim::Family::endpoint_mapper,
     .places = shim::in_sim | shim::on_tcp | shim::on_local,
     .summary = "The endpoint mapper of a service's host begins to listen.",
     .doc = "For worlds in which it is not `started`, or was stopped. Right after a boot "
            "services are up "
            "before anybody can find them: Windows' mapper waits for the first server with dynamic "
            "endpoints (MS-RPCE note 71). Clients that start with the machine find a port that "
            "refuses.",
     .parameters = parameters,
     .example = "{ when: { event: connect_failed, nth: 2 }, do: { start_mapper: { service: "
                "information-store } } }",
     .symptoms = shim::symptom::refused},
    act};

}  // namespace ripcord::world
