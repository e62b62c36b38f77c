#include "harness/world/actions/arguments.hpp"

namespace ripcord::world {
namespace {

constexpr std::array parameters{service_parameter, for_parameter};

void heal(World& world, Service& service) { world.heal(service.spec().host); }

void act(World& world, const shim::Arguments& arguments, const Cause& cause) {
  Service* service = service_of(world, arguments, cause);
  if (service == nullptr) return;
  const stage::Silence silence = world.cut(service->spec().host);
  world.trace_action(cause, "cut_host", service->spec().host);
  world.trace_detail("silence", silence == stage::Silence::everybody ? "everybody" : "own_sockets");
  undo_later(world, arguments, *service, heal);
}

}  // namespace

extern const ActionKind cut_host_kind;
const ActionKind cut_host_kind{
    {.name = "cut_host",
     .family = shim::Family::stale_binding,
     .places = shim::in_sim | shim::on_tcp,
     .summary = "A service's host is cut off: what is sent to it or by it vanishes.",
     .doc =
         "Nobody is told: no RST and no FIN ever comes, so connections are half open and "
         "connects wait. A cable "
         "pulled, a firewall that drops, a host that lost its power. On `tcp` the kernel drops "
         "what arrives before it acknowledges it; once healed, it delivers what was sent meanwhile "
         "when it sends that again, at most twice as late as the cut was long. In a network "
         "namespace of its own, with nft, a packet filter's rules drop it, whoever sends it to "
         "whom (`silence: everybody` in the trace, as in sim): "
         "`unshare -Urn sh -c 'ip link set lo up; exec ripcord run ...'`. Elsewhere a filter on "
         "each socket of this process does (`silence: own_sockets`): a foreign server still gets "
         "what is sent to it, and its machine acknowledges that; nothing that it sends arrives. A "
         "run that may do neither (some kernels want root) ends as an error and says so.",
     .parameters = parameters,
     .example = "{ when: { event: file_closed, service: information-store, nth: 1 }, do: { "
                "cut_host: { for: 1m } } }",
     .symptoms = shim::symptom::missing},
    act};

}  // namespace ripcord::world
