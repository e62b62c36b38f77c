#include "transports/shim/answer_edit.hpp"
#include "transports/shim/fault.hpp"

namespace ripcord::shim {
namespace {

class AnswerTruncated final : public Fault {
 public:
  void on_unit(const Unit& unit, Emitter& emitter) override {
    edit_answer(unit, {.kind = protocol::AnswerEdit::Kind::truncated}, emitter);
  }
};

std::unique_ptr<Fault> make(const Arguments& /*arguments*/) {
  return std::make_unique<AnswerTruncated>();
}

}  // namespace

extern const FaultKind answer_truncated_kind{
    {.name = "answer_truncated",
     .family = Family::endpoint_mapper,
     .summary = "The last tower of the endpoint mapper's answer breaks off.",
     .doc = "An answer of the endpoint mapper is changed on the wire, whoever wrote it; anything "
            "else passes. Every length outside the tower is right, so that only who reads the "
            "tower's floors notices. Imitates a mapper's database that was written by two "
            "processes, and the buffers of fixed size through which towers used to pass.",
     .example = "{ when: { interface: epmapper, operation: ept_map, pdu: response, nth: 2 }, do: { "
                "answer_truncated: {} } }",
     .symptoms = symptom::unregistered | symptom::garbled},
    Target::units,
    make};

}  // namespace ripcord::shim
