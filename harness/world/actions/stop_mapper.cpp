#include "harness/world/actions/arguments.hpp"

namespace ripcord::world {
namespace {

constexpr std::array parameters{service_parameter, for_parameter};

void start(World& world, Service& service) { world.start_mapper(service); }

void act(World& world, const shim::Arguments& arguments, const Cause& cause) {
  Service* service = service_of(world, arguments, cause);
  if (service == nullptr) return;
  Mapper& mapper = world.mapper(*service);
  mapper.stop_listening();
  mapper.drop_connections();
  world.trace_action(cause, "stop_mapper", service->spec().host);
  undo_later(world, arguments, *service, start);
}

}  // namespace

extern const ActionKind stop_mapper_kind;
const ActionKind stop_mapper_kind{
    {.name = "stop_mapper",
     .family = shim::Family::endpoint_mapper,
     .places = shim::in_sim | shim::on_tcp | shim::on_local,
     .summary = "The endpoint mapper of a service's host ends; its port refuses.",
     .doc =
         "As right after a boot: Windows' mapper does not listen on a protocol sequence until some "
         "server with "
         "dynamic endpoints does (MS-RPCE note 71). What it knew is kept for when it comes back.",
     .parameters = parameters,
     .example = "{ when: { event: file_closed, service: information-store, nth: 1 }, do: { "
                "stop_mapper: { for: 5s } } }",
     .symptoms = shim::symptom::refused | shim::symptom::ended},
    act};

}  // namespace ripcord::world
