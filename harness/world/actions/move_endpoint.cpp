#include "harness/world/actions/arguments.hpp"

namespace ripcord::world {
namespace {

constexpr std::array parameters{
    service_parameter, connections_parameter("kept"), mapping_parameter, for_parameter};

void back(World& world, Service& service) {
  require(world,
          service.move(service.previous_port(), Connections::kept, Mapping::updated),
          "the service cannot come back to its old port");
}

void act(World& world, const shim::Arguments& arguments, const Cause& cause) {
  Service* service = service_of(world, arguments, cause);
  if (service == nullptr) return;
  require(world,
          service->move(0, connections_of(arguments), mapping_of(arguments)),
          "the service cannot listen on a new port");
  world.trace_action(cause, "move_endpoint", service->name(), service->port());
  undo_later(world, arguments, *service, back);
}

}  // namespace

extern const ActionKind move_endpoint_kind;
const ActionKind move_endpoint_kind{
    {.name = "move_endpoint",
     .family = shim::Family::stale_binding,
     .places = shim::in_sim | shim::on_tcp | shim::on_local,
     .summary = "A service leaves its port and listens on a new one.",
     .doc = "The old port refuses from then on, established connections go on, and the endpoint "
            "mapper answers with the new one. "
            "A client that keeps "
            "the endpoint it once resolved dials a port where nobody is: Microsoft's Q156715, in "
            "which a backup fails "
            "on its second file. With `mapping: stale` not even the mapper knows the new port.",
     .parameters = parameters,
     .example = "{ when: { event: file_closed, service: information-store, nth: 1 }, do: { "
                "move_endpoint: {} } }",
     .symptoms = shim::symptom::refused | shim::symptom::ended | shim::symptom::misled},
    act};

}  // namespace ripcord::world
