#include "transports/shim/answer_edit.hpp"
#include "transports/shim/fault.hpp"

namespace ripcord::shim {
namespace {

class AnswerNotRegistered final : public Fault {
 public:
  void on_unit(const Unit& unit, Emitter& emitter) override {
    edit_answer(unit, {.kind = protocol::AnswerEdit::Kind::not_registered}, emitter);
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
