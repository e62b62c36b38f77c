#include "transports/shim/fault.hpp"

namespace ripcord::shim {
namespace {

class Drop final : public Fault {
 public:
  void on_unit(const Unit& /*unit*/, Emitter& emitter) override { emitter.drop(); }
};

std::unique_ptr<Fault> make(const Arguments& /*arguments*/) { return std::make_unique<Drop>(); }

}  // namespace

extern const FaultKind drop_kind{
    {.name = "drop",
     .family = Family::mid_stream,
     .summary = "Swallows the unit; the connection stays.",
     .doc =
         "The receiver never gets the unit and the sender never learns of it; later units pass. "
         "Imitates a request that a busy server forgets, or an answer that is never sent: only a "
         "time limit in the peer can help, and many have none. On real sockets the "
         "sender's machine has its bytes acknowledged all the same.",
     .example = "{ when: { interface: epmapper, pdu: response }, do: { drop: {} } }",
     .symptoms = symptom::missing},
    Target::units,
    make};

}  // namespace ripcord::shim
