#include "transports/shim/fault.hpp"

namespace ripcord::shim {
namespace {

class Refuse final : public Fault {
 public:
  void on_unit(const Unit& /*unit*/, Emitter& emitter) override { emitter.refuse(); }
};

std::unique_ptr<Fault> make(const Arguments& /*arguments*/) { return std::make_unique<Refuse>(); }

}  // namespace

extern const FaultKind refuse_kind{
    {.name = "refuse",
     .family = Family::stale_binding,
     .summary = "Refuses the client's connect.",
     .doc =
         "The client gets ECONNREFUSED, as if nobody listened on that port, and the server hears "
         "nothing. Imitates a service that has moved or is down while its old endpoint is still "
         "cached or still registered.",
     .example = "{ when: { service: information-store, connection: 2.. }, do: { refuse: {} } }",
     .symptoms = symptom::refused},
    Target::connects,
    make};

}  // namespace ripcord::shim
