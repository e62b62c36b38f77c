#include "transports/shim/answer_edit.hpp"
#include "transports/shim/fault.hpp"

#include <array>

namespace ripcord::shim {
namespace {

constexpr std::array parameters{Parameter{.name = "status",
                                          .type = ValueType::integer,
                                          .fallback = "0x16c9a0cd",
                                          .doc = "The status; by default ept_s_cant_perform_op.",
                                          .low = 1,
                                          .high = 0xffffffff}};

class AnswerError final : public Fault {
 public:
  explicit AnswerError(const Arguments& arguments)
      : status_(static_cast<std::uint32_t>(arguments.integer("status"))) {}

  void on_unit(const Unit& unit, Emitter& emitter) override {
    edit_answer(unit, {.kind = protocol::AnswerEdit::Kind::failed, .status = status_}, emitter);
  }

 private:
  std::uint32_t status_;
};

std::unique_ptr<Fault> make(const Arguments& arguments) {
  return std::make_unique<AnswerError>(arguments);
}

}  // namespace

extern const FaultKind answer_error_kind{
    {.name = "answer_error",
     .family = Family::endpoint_mapper,
     .summary = "The endpoint mapper's answer fails with a status of its own.",
     .doc = "An answer of the endpoint mapper is changed on the wire, whoever wrote it; anything "
            "else passes. It names no endpoint. Imitates a mapper without memory (0x16c9a0ce), "
            "with a broken database (0x16c9a0cf), or one that refuses: statuses that tell nothing "
            "of the service, which may be up, so that a client which believes it gone gives up too "
            "early, and one that does not look at the status uses what is not there.",
     .parameters = parameters,
     .example = "{ when: { interface: epmapper, operation: ept_map, pdu: response, nth: 1 }, do: { "
                "answer_error: { status: 0x16c9a0ce } } }",
     .symptoms = symptom::rejected | symptom::unregistered},
    Target::units,
    make};

}  // namespace ripcord::shim
