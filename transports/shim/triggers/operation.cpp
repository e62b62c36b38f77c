#include "transports/base/nearest.hpp"
#include "transports/shim/unit_trigger.hpp"

#include <algorithm>
#include <optional>

namespace ripcord::shim {
namespace {

struct Operation {
  protocol::InterfaceIndex interface = 0;
  std::uint16_t number = 0;
};
using Operations = std::vector<Operation>;

bool test(const Unit& unit, const Operations& operations, Strike& /*strike*/) {
  return std::ranges::any_of(operations, [&unit](const Operation& one) {
    return unit.info.interface == one.interface && unit.info.operation == one.number;
  });
}

/// Every operation that is called `name`: several interfaces may have one.
Operations operations_called(std::string_view name, const protocol::InterfaceTable& interfaces) {
  Operations operations;
  for (std::size_t i = 0; i < interfaces.all().size(); ++i) {
    const auto interface = static_cast<protocol::InterfaceIndex>(i);
    if (const auto number = interfaces.operation(interface, name)) {
      operations.push_back({.interface = interface, .number = *number});
    }
  }
  return operations;
}

ValueError unknown(const std::string& word, const protocol::InterfaceTable& interfaces) {
  std::vector<std::string_view> names;
  for (const protocol::Interface& one : interfaces.all()) {
    for (const std::string& name : one.operations) names.emplace_back(name);
  }
  const std::string near = nearest(word, names);
  return ValueError("an operation of this scenario's interfaces, not '" + word + "'" +
                    (near.empty() ? "" : "; did you mean " + near + "?"));
}

MadeTrigger make(const Value& value, const TriggerWords& words, Gate& gate) {
  const auto& word = std::get<std::string>(value);
  Operations operations = operations_called(word, words.interfaces);
  if (operations.empty()) return unknown(word, words.interfaces);
  gate.happenings = false;
  if (operations.size() > 1) {
    return std::unique_ptr<Trigger>(
        std::make_unique<UnitTrigger<Operations, test>>(std::move(operations)));
  }
  if (!narrow_to_interface(gate, operations.front().interface) ||
      !narrow_to_operation(gate, operations.front().number)) {
    return ValueError("an operation of the interface named beside it");
  }
  return std::unique_ptr<Trigger>();
}

}  // namespace

extern const TriggerKind operation_kind{
    .parameter = {.name = "operation",
                  .type = ValueType::text,
                  .doc = "The operation's name: BackupRead, ept_map, ..."},
    .doc =
        "Selects the requests of that operation and all answers to them, in whatever interface "
        "has an operation of that name.",
    .example = "{ operation: BackupRead, pdu: response, nth: 2 }",
    .make = make};

}  // namespace ripcord::shim
