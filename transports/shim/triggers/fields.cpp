#include "transports/base/nearest.hpp"
#include "transports/shim/unit_trigger.hpp"

#include <algorithm>

namespace ripcord::shim {
namespace {

/// `p_context_elem[0].p_cont_id` is `p_context_elem.p_cont_id` without its indices.
bool same_name(std::string_view name, std::string_view wanted) {
  if (name == wanted) return true;
  std::size_t at = 0;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (name[i] == '[') {
      i = name.find(']', i);
      if (i == std::string_view::npos) return false;
      continue;
    }
    if (at == wanted.size() || name[i] != wanted[at]) return false;
    ++at;
  }
  return at == wanted.size();
}

/// Notes which of the wanted fields a unit has.
class Finder final : public protocol::FieldVisitor {
 public:
  explicit Finder(const FieldValues& wanted) : wanted_(wanted) {}

  void visit(const protocol::Field& field) override {
    for (std::size_t i = 0; i < wanted_.fields.size(); ++i) {
      const FieldValue& one = wanted_.fields[i];
      if (field.value == one.value && same_name(field.name, one.name)) {
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
  const FieldValues& wanted = std::get<FieldValues>(value);
  if (wanted.fields.size() > fields_max) return ValueError("at most 32 fields");
  const std::span<const std::string_view> names = words.protocol.field_names();
  for (const FieldValue& one : wanted.fields) {
    const bool known = std::ranges::any_of(
        names, [&](std::string_view name) { return same_name(one.name, name); });
    if (known) continue;
    const std::string near = nearest(one.name, names);
    return ValueError("a field of " + std::string(words.protocol.name()) + ", not '" + one.name +
                      "'" + (near.empty() ? "" : "; did you mean " + near + "?"));
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
