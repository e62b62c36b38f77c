#include "transports/shim/fault.hpp"

#include <array>

namespace ripcord::shim {
namespace {

constexpr std::array parameters{Parameter{.name = "bytes",
                                          .type = ValueType::hex,
                                          .doc = "What comes, as hexadecimal digits.",
                                          .required = true}};

class InjectBytes final : public Fault {
 public:
  explicit InjectBytes(const Arguments& arguments) : bytes_(arguments.hex("bytes")) {}

  void on_unit(const Unit& unit, Emitter& emitter) override {
    emitter.inject(unit.direction, bytes_);
  }

 private:
  Bytes bytes_;
};

std::unique_ptr<Fault> make(const Arguments& arguments) {
  return std::make_unique<InjectBytes>(arguments);
}

}  // namespace

extern const FaultKind inject_bytes_kind{
    {.name = "inject_bytes",
     .family = Family::mid_stream,
     .summary = "Puts bytes of yours into the stream, ahead of the unit.",
     .doc =
         "They travel as the unit does, and no rule sees them. What is no PDU leaves the receiver "
         "with bytes that it cannot frame, for good. Imitates a gateway that says HTTP/1.1 403 "
         "into a connection that is none of HTTP, a process that prints to the wrong descriptor, "
         "and whatever else comes on a port that two programs share.",
     .parameters = parameters,
     .example = "{ when: { operation: BackupRead, pdu: response, nth: 2 }, do: { inject_bytes: { "
                "bytes: 485454502f312e3120343033 } } }",
     .symptoms = symptom::anything},
    Target::units,
    make};

}  // namespace ripcord::shim
