#include "transports/shim/fault.hpp"
#include "transports/shim/field_edit.hpp"

#include <array>
#include <utility>

namespace ripcord::shim {
namespace {

constexpr std::array parameters{
    Parameter{.name = "fields",
              .type = ValueType::field_values,
              .doc = "Fields of the PDU, by the specification's spelling, and the values that they "
                     "get; of a repeated element all, or the one whose index is written.",
              .required = true}};

class MutateField final : public Fault {
 public:
  explicit MutateField(const Arguments& arguments)
      : values_(std::get<FieldValues>(*arguments.find("fields"))) {}

  void on_unit(const Unit& /*unit*/, Emitter& emitter) override {
    Bytes unit(emitter.bytes().begin(), emitter.bytes().end());
    bool changed = false;
    for (const FieldValue& one : values_.fields) {
      for (const protocol::Field& field :
           numbers_called(one.name, emitter.protocol(), emitter.bytes())) {
        write_field(field, one.value, unit);
        changed = true;
      }
    }
    if (changed) emitter.replace(std::move(unit));
  }

 private:
  FieldValues values_;
};

std::unique_ptr<Fault> make(const Arguments& arguments) {
  return std::make_unique<MutateField>(arguments);
}

}  // namespace

extern const FaultKind mutate_field_kind{
    {.name = "mutate_field",
     .family = Family::mid_stream,
     .summary = "Gives named fields of the PDU other values.",
     .doc =
         "Any number of the protocol's field table; everything else stays as it was sent, and a "
         "PDU that has none of the fields passes. A length is written as it is asked for, so that "
         "the receiver's framing is lost with it. Imitates peers of other makers and other years: "
         "versions, flags, sizes, context results, statuses and reasons that nobody has seen yet.",
     .parameters = parameters,
     .example = "{ when: { pdu: bind_ack, service: information-store }, do: { mutate_field: { "
                "fields: { p_results.result: 2, p_results.reason: 1 } } } }",
     .symptoms = symptom::anything},
    Target::units,
    make};

}  // namespace ripcord::shim
