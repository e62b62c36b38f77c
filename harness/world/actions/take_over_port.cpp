#include "harness/world/actions/arguments.hpp"

#include <utility>

namespace ripcord::world {
namespace {

constexpr std::array<std::string_view, 4> impostor_words{
    "other_interface", "raw", "silent", "full"};

constexpr std::array parameters{
    service_parameter,
    shim::Parameter{.name = "by",
                    .type = shim::ValueType::choice,
                    .fallback = "other_interface",
                    .doc =
                        "Who listens there now: a server of other RPC interfaces, a program "
                        "that speaks no RPC, one that never says a word, or one whose backlog is "
                        "full, so that connects to it are never answered.",
                    .choices = impostor_words},
    connections_parameter("closed"),
    mapping_parameter};

Impostor impostor_of(const shim::Arguments& arguments) {
  const std::string& word = arguments.text("by");
  if (word == "raw") return Impostor::raw;
  if (word == "full") return Impostor::full;
  return word == "silent" ? Impostor::silent : Impostor::other_interface;
}

void act(World& world, const shim::Arguments& arguments, const Cause& cause) {
  Service* service = service_of(world, arguments, cause);
  if (service == nullptr) return;
  require(world,
          service->move(0, connections_of(arguments), mapping_of(arguments)),
          "the service cannot listen on a new port");
  require(world,
          service->take_over(service->previous_port(),
                             world.impostor(*service, impostor_of(arguments))),
          "nobody else can listen on the old port");
  world.trace_action(cause, "take_over_port", service->name(), service->previous_port());
}

}  // namespace

extern const ActionKind take_over_port_kind;
const ActionKind take_over_port_kind{
    {.name = "take_over_port",
     .family = shim::Family::stale_binding,
     .places = shim::in_sim | shim::on_tcp | shim::on_local,
     .summary = "A service moves to a new port, and somebody else listens on its old one.",
     .doc =
         "Dynamic ports are reused. A stale endpoint then leads to a server that refuses the bind "
         "(abstract_syntax_not_supported, 1717), to a program that answers with something that is "
         "no PDU, to one that accepts and never answers, or to one that hangs and accepts nobody. "
         "On real sockets that one's backlog really is full: the kernel drops whatever SYN comes, "
         "of programs of others, too, and their kernels ask again for some two minutes.",
     .parameters = parameters,
     .example = "{ when: { event: file_closed, service: information-store, nth: 1 }, do: { "
                "take_over_port: { by: "
                "other_interface } } }",
     .symptoms = shim::symptom::misled | shim::symptom::ended | shim::symptom::garbled |
                 shim::symptom::missing | shim::symptom::unregistered},
    act};

}  // namespace ripcord::world
