#include "harness/world/actions/arguments.hpp"

namespace ripcord::world {
namespace {

constexpr std::array parameters{service_parameter, for_parameter};

void restore(World& /*world*/, Service& service) { service.server().restore_interface(); }

void act(World& world, const shim::Arguments& arguments, const Cause& cause) {
  Service* service = service_of(world, arguments, cause);
  if (service == nullptr) return;
  service->server().withdraw_interface();
  world.trace_action(cause, "withdraw_interface", service->name());
  undo_later(world, arguments, *service, restore);
}

}  // namespace

extern const ActionKind withdraw_interface_kind;
const ActionKind withdraw_interface_kind{
    {.name = "withdraw_interface",
     .family = shim::Family::stale_binding,
     .places = shim::in_sim | shim::on_tcp | shim::on_local,
     .summary = "A service's interface is gone, while its process listens on.",
     .doc = "A bind of it is refused (abstract_syntax_not_supported, 1717), a call on a connection "
            "that "
            "stands gets nca_s_unk_if; port, mapping and association are all right. A service that "
            "is stopped inside a process that serves several, as in svchost, samba or any server "
            "that calls RpcServerUnregisterIf before it ends. A refused interface says that the "
            "mapping is wrong, not that it will be for ever.",
     .parameters = parameters,
     .example = "{ when: { event: file_closed, service: information-store, nth: 1 }, do: { "
                "withdraw_interface: { for: 5s } } }",
     .symptoms = shim::symptom::rejected},
    act};

}  // namespace ripcord::world
