#include "harness/world/actions/arguments.hpp"

namespace ripcord::world {
namespace {

constexpr std::array parameters{service_parameter, for_parameter};

void restore(World& /*world*/, Service& service) { service.server().restore_callbacks(); }

void act(World& world, const shim::Arguments& arguments, const Cause& cause) {
  Service* service = service_of(world, arguments, cause);
  if (service == nullptr) return;
  service->server().block_callbacks();
  world.trace_action(cause, "block_callbacks", service->name());
  undo_later(world, arguments, *service, restore);
}

}  // namespace

extern const ActionKind block_callbacks_kind;
const ActionKind block_callbacks_kind{
    {.name = "block_callbacks",
     .family = shim::Family::stale_binding,
     .places = shim::in_sim | shim::on_tcp | shim::on_local,
     .summary = "A service no longer reaches the clients that it dials by itself.",
     .doc = "Clients reach it as before, and connections that stand go on. Whoever gave it an "
            "address to be called back at waits for a connection that never comes, and is not "
            "told. A firewall that lets connections out and none in, a NAT, an address that "
            "another machine has by now. Clients that wait for the first block without knowing "
            "that somebody is going to send it time out, though the same data could be had over "
            "the connection that they have.",
     .parameters = parameters,
     .example = "{ when: { event: file_closed, service: information-store, nth: 1 }, do: { "
                "block_callbacks: {} } }",
     .symptoms = shim::symptom::missing},
    act};

}  // namespace ripcord::world
