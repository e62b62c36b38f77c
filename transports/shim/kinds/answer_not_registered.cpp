#include "transports/shim/fault.hpp"

#include <utility>

namespace ripcord::shim {
namespace {

class AnswerNotRegistered final : public Fault {
 public:
  void on_unit(const Unit& unit, Emitter& emitter) override {
    const protocol::Directory& directory = emitter.protocol().directory();
    Decoded<Bytes> answer = directory.answer(
        unit.info, emitter.bytes(), {.kind = protocol::AnswerEdit::Kind::not_registered});
    // What is no answer of the directory passes unchanged.
    if (answer) emitter.replace(*std::move(answer));
  }
};

std::unique_ptr<Fault> make(const Arguments& /*arguments*/) {
  return std::make_unique<AnswerNotRegistered>();
}

}  // namespace

extern const FaultKind answer_not_registered_kind{
    {.name = "answer_not_registered",
     .family = Family::endpoint_mapper,
     .summary = "The endpoint mapper's answer says that the interface is not registered.",
     .doc = "An answer of the endpoint mapper is changed on the wire, whoever wrote it; anything "
            "else passes. Imitates a service that has not registered yet, or whose registration "
            "was lost when the mapper restarted.",
     .example = "{ when: { interface: epmapper, operation: ept_map, pdu: response, nth: 2 }, do: { "
                "answer_not_registered: {} } }",
     .symptoms = symptom::unregistered},
    Target::units,
    make};

}  // namespace ripcord::shim
