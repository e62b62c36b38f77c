#include "transports/base/quantity.hpp"
#include "transports/shim/unit_trigger.hpp"

namespace ripcord::shim {
namespace {

/// `first`, `middle`, `last`, or a number.
struct Fragments {
  enum class Which : std::uint8_t { first, middle, last, number };
  Which which = Which::number;
  std::uint32_t number = 0;
};

bool test(const Unit& unit, const Fragments& wanted, Strike& /*strike*/) {
  const protocol::UnitInfo& info = unit.info;
  if (info.fragment == 0) return false;
  switch (wanted.which) {
    case Fragments::Which::first:
      return info.first_fragment;
    case Fragments::Which::middle:
      return !info.first_fragment && !info.last_fragment;
    case Fragments::Which::last:
      return info.last_fragment;
    case Fragments::Which::number:
      return info.fragment == wanted.number;
  }
  return false;
}

MadeTrigger make(const Value& value, const TriggerWords& /*words*/, Gate& gate) {
  const auto& text = std::get<std::string>(value);
  Fragments wanted;
  if (text == "first") {
    wanted.which = Fragments::Which::first;
  } else if (text == "middle") {
    wanted.which = Fragments::Which::middle;
  } else if (text == "last") {
    wanted.which = Fragments::Which::last;
  } else {
    wanted.number = static_cast<std::uint32_t>(parse_integer(text).value_or(0));
  }
  gate.happenings = false;
  return std::unique_ptr<Trigger>(std::make_unique<UnitTrigger<Fragments, test>>(wanted));
}

}  // namespace

extern const TriggerKind fragment_kind{
    .parameter = {.name = "fragment",
                  .type = ValueType::fragment,
                  .doc = "Which fragment of its call: first, middle, last, or its number from 1."},
    .doc =
        "Counted within the call and its direction. A call that fits one fragment has its first "
        "and last in one; middle is neither.",
    .example = "{ operation: BackupRead, direction: to_client, fragment: 3 }",
    .make = make};

}  // namespace ripcord::shim
