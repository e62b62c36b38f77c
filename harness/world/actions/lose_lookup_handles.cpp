#include "harness/world/actions/arguments.hpp"

namespace ripcord::world {
namespace {

constexpr std::array parameters{service_parameter};

void act(World& world, const shim::Arguments& arguments, const Cause& cause) {
  Service* service = service_of(world, arguments, cause);
  if (service == nullptr) return;
  world.mapper(*service).forget_handles();
  world.trace_action(cause, "lose_lookup_handles", service->spec().host);
}

}  // namespace

extern const ActionKind lose_lookup_handles_kind;
const ActionKind lose_lookup_handles_kind{
    {.name = "lose_lookup_handles",
     .family = shim::Family::endpoint_mapper,
     .places = shim::in_sim | shim::on_tcp | shim::on_local,
     .summary = "The endpoint mapper forgets the searches that its clients have under way.",
     .doc =
         "A client that asks for the rest of a long answer with the handle that it was given gets "
         "an error (ept_s_invalid_context) instead of more entries. A mapper that drops old "
         "searches to save memory, or was restarted between two questions. What was found so "
         "far is not all there is: the search must begin anew.",
     .parameters = parameters,
     .example =
         "{ when: { operation: ept_lookup, pdu: response, nth: 1 }, do: { lose_lookup_handles: { "
         "service: information-store } } }",
     .symptoms = shim::symptom::rejected},
    act};

}  // namespace ripcord::world
