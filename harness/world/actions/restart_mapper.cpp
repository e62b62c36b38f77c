#include "harness/world/actions/arguments.hpp"

namespace ripcord::world {
namespace {

constexpr std::array parameters{service_parameter};

void act(World& world, const shim::Arguments& arguments, const Cause& cause) {
  Service* service = service_of(world, arguments, cause);
  if (service == nullptr) return;
  Mapper& mapper = world.mapper(*service);
  mapper.drop_connections();
  mapper.clear();
  world.trace_action(cause, "restart_mapper", service->spec().host);
}

}  // namespace

extern const ActionKind restart_mapper_kind;
const ActionKind restart_mapper_kind{
    {.name = "restart_mapper",
     .family = shim::Family::endpoint_mapper,
     .places = shim::in_sim | shim::on_tcp | shim::on_local,
     .summary = "The endpoint mapper of a service's host restarts with an empty database.",
     .doc = "Services run on, but nobody finds them until they register again: each question is "
            "answered with "
            "ept_s_not_registered. Samba's mapper lost what its services had registered in this "
            "way before 4.16.",
     .parameters = parameters,
     .example = "{ when: { event: file_closed, service: information-store, nth: 1 }, do: { "
                "restart_mapper: {} } }",
     .symptoms = shim::symptom::unregistered | shim::symptom::ended},
    act};

}  // namespace ripcord::world
