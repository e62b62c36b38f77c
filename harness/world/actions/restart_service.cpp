#include "harness/world/actions/arguments.hpp"

namespace ripcord::world {
namespace {

constexpr std::array parameters{service_parameter, connections_parameter("closed")};

void act(World& world, const shim::Arguments& arguments, const Cause& cause) {
  Service* service = service_of(world, arguments, cause);
  if (service == nullptr) return;
  require(world,
          service->restart(connections_of(arguments)),
          "the service cannot listen on its port again");
  world.trace_action(cause, "restart_service", service->name(), service->port());
}

}  // namespace

extern const ActionKind restart_service_kind;
const ActionKind restart_service_kind{
    {.name = "restart_service",
     .family = shim::Family::stale_binding,
     .places = shim::in_sim | shim::on_tcp | shim::on_local,
     .summary = "A service's process ends and a new one listens on the same port.",
     .doc =
         "Association groups and context handles of the old process mean nothing to the new one. A "
         "client that binds "
         "with the old assoc_group_id is refused (bind_nak), one that sends an old context handle "
         "gets "
         "nca_s_fault_context_mismatch: Wine's client kept its group for ever until it was mended.",
     .parameters = parameters,
     .example = "{ when: { event: file_closed, service: information-store, nth: 1 }, do: { "
                "restart_service: {} } }",
     .symptoms = shim::symptom::refused | shim::symptom::ended | shim::symptom::forgotten},
    act};

}  // namespace ripcord::world
