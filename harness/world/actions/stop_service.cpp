#include "harness/world/actions/arguments.hpp"

namespace ripcord::world {
namespace {

constexpr std::array parameters{
    service_parameter, connections_parameter("reset"), mapping_parameter, for_parameter};

void start(World& world, Service& service) {
  if (service.port() != 0) return;
  require(world,
          service.start(service.previous_port(), Mapping::updated),
          "the service cannot come back to its old port");
}

void act(World& world, const shim::Arguments& arguments, const Cause& cause) {
  Service* service = service_of(world, arguments, cause);
  if (service == nullptr) return;
  world.trace_action(cause, "stop_service", service->name(), service->port());
  service->stop(connections_of(arguments), mapping_of(arguments));
  undo_later(world, arguments, *service, start);
}

}  // namespace

extern const ActionKind stop_service_kind;
const ActionKind stop_service_kind{
    {.name = "stop_service",
     .family = shim::Family::stale_binding,
     .places = shim::in_sim | shim::on_tcp | shim::on_local,
     .summary = "A service's process ends.",
     .doc = "Its port refuses. With `mapping: stale` the endpoint mapper goes on handing out the "
            "dead port, as mappers "
            "without a watch over their entries do (before Windows 2000; Wine; DCE's for 20 to 35 "
            "minutes).",
     .parameters = parameters,
     .example = "{ when: { event: file_closed, service: information-store, nth: 1 }, do: { "
                "stop_service: { mapping: "
                "stale } } }",
     .symptoms = shim::symptom::refused | shim::symptom::ended | shim::symptom::misled |
                 shim::symptom::unregistered},
    act};

}  // namespace ripcord::world
