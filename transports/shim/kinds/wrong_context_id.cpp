#include "transports/shim/field_shift.hpp"

#include <array>

namespace ripcord::shim {
namespace {

constexpr std::array parameters{shift_parameter};

std::unique_ptr<Fault> make(const Arguments& arguments) {
  return std::make_unique<FieldShift>("p_cont_id", arguments);
}

}  // namespace

extern const FaultKind wrong_context_id_kind{
    {.name = "wrong_context_id",
     .family = Family::mid_stream,
     .summary = "Gives the unit another presentation context.",
     .doc =
         "The unit is as it was sent, but its p_cont_id is that of another interface, or of none. "
         "Imitates a client or server that loses count of its contexts after alter_context or on a "
         "pooled connection. A server answers nca_s_unk_if or, where the context exists, executes "
         "the wrong interface's operation; a client must not take the answer for its own.",
     .parameters = parameters,
     .example = "{ when: { operation: BackupRead, pdu: request, nth: 2 }, do: { wrong_context_id: "
                "{ by: 7 } "
                "} }",
     .symptoms = symptom::garbled | symptom::rejected},
    Target::units,
    make};

}  // namespace ripcord::shim
