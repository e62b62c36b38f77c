#include "transports/shim/answer_edit.hpp"
#include "transports/shim/fault.hpp"

namespace ripcord::shim {
namespace {

class AnswerEmpty final : public Fault {
 public:
  void on_unit(const Unit& unit, Emitter& emitter) override {
    edit_answer(unit, {.kind = protocol::AnswerEdit::Kind::empty}, emitter);
  }
};

std::unique_ptr<Fault> make(const Arguments& /*arguments*/) {
  return std::make_unique<AnswerEmpty>();
}

}  // namespace

extern const FaultKind answer_empty_kind{
    {.name = "answer_empty",
     .family = Family::endpoint_mapper,
     .summary = "The endpoint mapper's answer reports success and names no endpoint.",
     .doc = "An answer of the endpoint mapper is changed on the wire, whoever wrote it; anything "
            "else passes. Imitates mappers that answer a question they have no tower for with "
            "success and an empty list, which clients are tempted to index.",
     .example = "{ when: { interface: epmapper, operation: ept_map, pdu: response, nth: 2 }, do: { "
                "answer_empty: {} } }",
     .symptoms = symptom::unregistered},
    Target::units,
    make};

}  // namespace ripcord::shim
