#include "harness/world/actions/arguments.hpp"

#include <fmt/format.h>

namespace ripcord::world {
namespace {

constexpr std::array parameters{service_parameter,
                                shim::Parameter{.name = "with",
                                                .type = shim::ValueType::text,
                                                .doc = "The service that gets its port, and gives "
                                                       "its own.",
                                                .required = true},
                                connections_parameter("closed")};

void act(World& world, const shim::Arguments& arguments, const Cause& cause) {
  Service* service = service_of(world, arguments, cause);
  Service* other = world.service(arguments.text("with"));
  if (service == nullptr) return;
  if (other == nullptr || other == service || other->port() == 0 || service->port() == 0) {
    return world.fail(fmt::format(
        "service {} cannot swap ports with `{}`", service->name(), arguments.text("with")));
  }
  service->stop(connections_of(arguments), Mapping::updated);
  other->stop(connections_of(arguments), Mapping::updated);
  require(world,
          service->start(other->previous_port(), Mapping::updated),
          "the service cannot listen on the other's port");
  require(world,
          other->start(service->previous_port(), Mapping::updated),
          "the other service cannot listen on its port");
  world.trace_action(cause, "swap_endpoints", service->name(), service->port());
}

}  // namespace

extern const ActionKind swap_endpoints_kind;
const ActionKind swap_endpoints_kind{
    {.name = "swap_endpoints",
     .family = shim::Family::stale_binding,
     .places = shim::in_sim | shim::on_tcp | shim::on_local,
     .summary = "Two services change ports.",
     .doc = "The endpoint mapper knows at once. A machine that was booted again hands its dynamic "
            "ports out in the order in which its services start, and that is another one each "
            "time: a stale endpoint leads to a server that is up and well, but to the wrong one.",
     .parameters = parameters,
     .example = "{ when: { event: file_closed, service: information-store, nth: 1 }, do: { "
                "swap_endpoints: { with: directory } } }",
     .symptoms = shim::symptom::misled | shim::symptom::ended},
    act};

}  // namespace ripcord::world
