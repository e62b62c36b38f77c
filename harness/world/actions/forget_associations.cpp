#include "harness/world/actions/arguments.hpp"

namespace ripcord::world {
namespace {

constexpr std::array parameters{service_parameter};

void act(World& world, const shim::Arguments& arguments, const Cause& cause) {
  Service* service = service_of(world, arguments, cause);
  if (service == nullptr) return;
  service->server().forget(Memory::associations);
  world.trace_action(cause, "forget_associations", service->name());
}

}  // namespace

extern const ActionKind forget_associations_kind;
const ActionKind forget_associations_kind{
    {.name = "forget_associations",
     .family = shim::Family::stale_binding,
     .places = shim::in_sim | shim::on_tcp | shim::on_local,
     .summary = "A service's process no longer knows its association groups.",
     .doc =
         "Connections go on, but context handles are run down, and a connection that wants to join "
         "a "
         "group (a bind with its assoc_group_id) is refused with bind_nak. A worker process that "
         "was replaced behind a listener that stayed, as samba's, or a load balancer that sends "
         "a client's next connection elsewhere.",
     .parameters = parameters,
     .example = "{ when: { event: file_closed, service: information-store, nth: 1 }, do: { "
                "forget_associations: {} } }",
     .symptoms = shim::symptom::forgotten},
    act};

}  // namespace ripcord::world
