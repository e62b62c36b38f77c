#include "harness/world/actions/arguments.hpp"

namespace ripcord::world {
namespace {

constexpr std::array parameters{service_parameter, connections_parameter("closed")};

void act(World& world, const shim::Arguments& arguments, const Cause& cause) {
  Service* service = service_of(world, arguments, cause);
  if (service == nullptr) return;
  require(world,
          service->move(0, connections_of(arguments), Mapping::updated),
          "the service cannot listen on a new port");
  service->keep_previous_registration();
  world.trace_action(cause, "keep_registration", service->name(), service->previous_port());
}

}  // namespace

extern const ActionKind keep_registration_kind;
const ActionKind keep_registration_kind{
    {.name = "keep_registration",
     .family = shim::Family::endpoint_mapper,
     .places = shim::in_sim | shim::on_tcp | shim::on_local,
     .summary = "A service moves, and the endpoint mapper keeps its old port ahead of the new one.",
     .doc =
         "Whoever asks is answered two towers, the first of which leads to a port where nobody is. "
         "What a crash leaves behind: the process that comes after it registers without "
         "replacing (RpcEpRegisterNoReplace), and nobody removes what the dead one had "
         "registered. Clients that take the first tower never get to the second.",
     .parameters = parameters,
     .example = "{ when: { event: file_closed, service: information-store, nth: 1 }, do: { "
                "keep_registration: {} } }",
     .symptoms = shim::symptom::misled | shim::symptom::refused | shim::symptom::ended},
    act};

}  // namespace ripcord::world
