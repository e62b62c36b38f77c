#include "transports/shim/fault.hpp"

#include <utility>

namespace ripcord::shim {
namespace {

class InjectShutdown final : public Fault {
 public:
  void on_unit(const Unit& unit, Emitter& emitter) override {
    if (unit.kind != Unit::Kind::pdu) return;
    Decoded<Bytes> shutdown =
        emitter.protocol().forge(emitter.bytes(), {.kind = protocol::Forgery::Kind::shutdown});
    if (shutdown) emitter.inject(Direction::to_client, *std::move(shutdown));
  }
};

std::unique_ptr<Fault> make(const Arguments& /*arguments*/) {
  return std::make_unique<InjectShutdown>();
}

}  // namespace

extern const FaultKind inject_shutdown_kind{
    {.name = "inject_shutdown",
     .family = Family::mid_stream,
     .summary = "Asks the client to close, ahead of the unit.",
     .doc =
         "A shutdown PDU goes to the client, in the server's name; the unit follows, or its call "
         "goes on. A server may ask an idle client so; Windows never does, so hardly any client "
         "has ever seen one: Wine drops the call under way, Impacket returns success without data. "
         "Imitates a DCE server that is about to end or short of connections.",
     .example = "{ when: { operation: BackupRead, pdu: response, nth: 2 }, do: { inject_shutdown: "
                "{} } }",
     .symptoms = symptom::garbled | symptom::ended},
    Target::units,
    make};

}  // namespace ripcord::shim
