#include "transports/shim/field_edit.hpp"
#include "transports/shim/unit_trigger.hpp"

namespace ripcord::shim {
namespace {

/// Notes which of the wanted fields a unit has.
class Finder final : public protocol::FieldVisitor {
 public:
  explicit Finder(const FieldValues& wanted) : wanted_(wanted) {}

  void visit(const protocol::Field& field) override {
    for (std::size_t i = 0; i < wanted_.fields.size(); ++i) {
      const FieldValue& one = wanted_.fields[i];
      if (field.value == one.value && is_meant_by(one.name, field.name)) {
        found_ |= std::uint64_t{1} << i;
      }
    }
  }

  [[nodiscard]] bool found_all() const {
    return found_ == (std::uint64_t{1} << wanted_.fields.size()) - 1;
  }

 private:
  const FieldValues& wanted_;
  std::uint64_t found_ = 0;
};

/// One bit each in `Finder`.
constexpr std::size_t fields_max = 32;

class FieldsTrigger final : public Trigger {
 public:
  FieldsTrigger(const protocol::Protocol& protocol, FieldValues wanted)
      : protocol_(protocol), wanted_(std::move(wanted)) {}

  [[nodiscard]] bool matches(const Moment& moment, Strike& /*strike*/) const override {
    if (moment.unit == nullptr || moment.unit->kind != Unit::Kind::pdu) return false;
    Finder finder(wanted_);
    protocol_.fields(moment.unit->bytes, finder);
    return finder.found_all();
  }

 private:
  const protocol::Protocol& protocol_;
  FieldValues wanted_;
};

MadeTrigger make(const Value& value, const TriggerWords& words, Gate& gate) {
  const auto& wanted = std::get<FieldValues>(value);
  if (wanted.fields.size() > fields_max) return ValueError("at most 32 fields");
  for (const FieldValue& one : wanted.fields) {
    if (std::string error = unknown_field(words.protocol, one.name); !error.empty()) {
      return ValueError(std::move(error));
    }
  }
  gate.happenings = false;
  return std::unique_ptr<Trigger>(std::make_unique<FieldsTrigger>(words.protocol, wanted));
}

}  // namespace

extern const TriggerKind fields_kind{
    .parameter = {.name = "fields",
                  .type = ValueType::field_values,
                  .doc = "Fields of the PDU that have these values."},
    .doc =
        "Any field of the protocol's table, by the specification's spelling. All of them must be "
        "there; of a repeated element any one, or the one whose index is written.",
    .example = "{ pdu: fault, fields: { status: 0x1c010003 } }",
    .make = make};

}  // namespace ripcord::shim
