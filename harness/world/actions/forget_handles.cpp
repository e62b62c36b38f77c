#include "harness/world/actions/arguments.hpp"

namespace ripcord::world {
namespace {

constexpr std::array parameters{service_parameter};

void act(World& world, const shim::Arguments& arguments, const Cause& cause) {
  Service* service = service_of(world, arguments, cause);
  if (service == nullptr) return;
  service->server().forget(Memory::context_handles);
  world.trace_action(cause, "forget_handles", service->name());
}

}  // namespace

extern const ActionKind forget_handles_kind;
const ActionKind forget_handles_kind{
    {.name = "forget_handles",
     .family = shim::Family::stale_binding,
     .places = shim::in_sim | shim::on_tcp | shim::on_local,
     .summary = "A service's process runs all context handles down.",
     .doc = "Connections and associations go on; a call that brings an old handle gets "
            "nca_s_fault_context_mismatch. A store that is dismounted and mounted again under its "
            "clients, or a server that runs handles down too early: the next call must open anew, "
            "at the position that was reached.",
     .parameters = parameters,
     .example = "{ when: { event: file_closed, service: information-store, nth: 1 }, do: { "
                "forget_handles: {} } }",
     .symptoms = shim::symptom::forgotten},
    act};

}  // namespace ripcord::world
