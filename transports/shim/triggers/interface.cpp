#include "transports/base/nearest.hpp"
#include "transports/shim/unit_trigger.hpp"

namespace ripcord::shim {
namespace {

std::string nearest_interface(std::string_view word, const protocol::InterfaceTable& interfaces) {
  std::vector<std::string_view> names;
  for (const protocol::Interface& one : interfaces.all()) names.emplace_back(one.name);
  return nearest(word, names);
}

MadeTrigger make(const Value& value, const TriggerWords& words, Gate& gate) {
  const auto& word = std::get<std::string>(value);
  const protocol::InterfaceIndex interface = words.interfaces.find(word);
  if (interface == protocol::unknown_interface) {
    const std::string near = nearest_interface(word, words.interfaces);
    return ValueError("an interface of this scenario, not '" + word + "'" +
                      (near.empty() ? "" : "; did you mean " + near + "?"));
  }
  if (!narrow_to_interface(gate, interface)) {
    return ValueError("the interface that has the operation named beside it");
  }
  return std::unique_ptr<Trigger>();
}

}  // namespace

extern const TriggerKind interface_kind{
    .parameter = {.name = "interface",
                  .type = ValueType::text,
                  .doc = "The interface that the unit's call belongs to, by name."},
    .doc =
        "An answer has its request's interface. A bind that proposes exactly one interface "
        "belongs to it; other units of no call match no interface.",
    .example = "{ interface: epmapper, pdu: response }",
    .make = make};

}  // namespace ripcord::shim
