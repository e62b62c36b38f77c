#include "transports/shim/field_shift.hpp"

#include <array>

namespace ripcord::shim {
namespace {

constexpr std::array parameters{shift_parameter};

std::unique_ptr<Fault> make(const Arguments& arguments) {
  return std::make_unique<FieldShift>("call_id", arguments);
}

}  // namespace

extern const FaultKind wrong_call_id_kind{
    {.name = "wrong_call_id",
     .family = Family::mid_stream,
     .summary = "Gives the unit another call_id.",
     .doc =
         "The unit is as it was sent, but belongs to another call: with -1 to the one before. "
         "Imitates "
         "a server that mixes up its calls, and an answer to a call that was given up, which "
         "arrives when the next is under way. Clients that do not compare call_id with what they "
         "sent, as Impacket and Wine, take one call's answer for another's.",
     .parameters = parameters,
     .example = "{ when: { operation: BackupRead, pdu: response, nth: 2 }, do: { wrong_call_id: { "
                "by: -1 } "
                "} }",
     .symptoms = symptom::garbled},
    Target::units,
    make};

}  // namespace ripcord::shim
