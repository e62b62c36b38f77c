#include "harness/world/actions/arguments.hpp"

namespace ripcord::world {
namespace {

constexpr std::array parameters{service_parameter, for_parameter};

void restore(World& /*world*/, Service& service) { service.restore_registration(); }

void act(World& world, const shim::Arguments& arguments, const Cause& cause) {
  Service* service = service_of(world, arguments, cause);
  if (service == nullptr) return;
  service->forget_registration();
  world.trace_action(cause, "forget_registration", service->name(), service->port());
  undo_later(world, arguments, *service, restore);
}

}  // namespace

extern const ActionKind forget_registration_kind;
const ActionKind forget_registration_kind{
    {.name = "forget_registration",
     .family = shim::Family::endpoint_mapper,
     .places = shim::in_sim | shim::on_tcp | shim::on_local,
     .summary = "The endpoint mapper loses a service's registration.",
     .doc =
         "The service listens on, and other registrations stay; who asks for it is answered "
         "ept_s_not_registered. Somebody else's ept_delete, which any program could send to an NT "
         "4.0 mapper; a registration that is withdrawn before the service ends; a mapper that "
         "takes a busy process for a dead one.",
     .parameters = parameters,
     .example = "{ when: { event: file_closed, service: information-store, nth: 1 }, do: { "
                "forget_registration: { for: 5s } } }",
     .symptoms = shim::symptom::unregistered},
    act};

}  // namespace ripcord::world
