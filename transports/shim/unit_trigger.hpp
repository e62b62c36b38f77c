#pragma once

#include "transports/shim/trigger.hpp"

#include <algorithm>
#include <memory>
#include <utility>
#include <variant>

namespace ripcord::shim {

/// What `TriggerKind::make` returns.
using MadeTrigger = boost::system::result<std::unique_ptr<Trigger>, ValueError>;

/// A trigger that holds a value against units; happenings never match.
template <typename T, bool (*test)(const Unit&, const T&, Strike&)>
class UnitTrigger final : public Trigger {
 public:
  explicit UnitTrigger(T value) : value_(std::move(value)) {}

  [[nodiscard]] bool matches(const Moment& moment, Strike& strike) const override {
    return moment.unit != nullptr && test(*moment.unit, value_, strike);
  }

 private:
  T value_;
};

/// A `TriggerKind::make` for kinds whose value needs no words of the scenario.
template <typename T, bool (*test)(const Unit&, const T&, Strike&)>
MadeTrigger make_unit_trigger(const Value& value, const TriggerWords& /*words*/, Gate& gate) {
  gate.happenings = false;
  return std::unique_ptr<Trigger>(std::make_unique<UnitTrigger<T, test>>(std::get<T>(value)));
}

/// A trigger that holds one of the moment's names (`Moment::client`, ...) against a list.
template <trace::NameId Moment::* name>
class NameTrigger final : public Trigger {
 public:
  explicit NameTrigger(std::vector<trace::NameId> names) : names_(std::move(names)) {}

  [[nodiscard]] bool matches(const Moment& moment, Strike& /*strike*/) const override {
    return std::ranges::find(names_, moment.*name) != names_.end();
  }

 private:
  std::vector<trace::NameId> names_;
};

template <trace::NameId Moment::* name>
MadeTrigger make_name_trigger(const Value& value, const TriggerWords& words, Gate& /*gate*/) {
  std::vector<trace::NameId> names;
  for (const std::string& word : std::get<Names>(value).words) {
    names.push_back(words.names.intern(word));
  }
  return std::unique_ptr<Trigger>(std::make_unique<NameTrigger<name>>(std::move(names)));
}

/// Narrows `gate` to units of `interface`; false if it is narrow already, to another.
inline bool narrow_to_interface(Gate& gate, protocol::InterfaceIndex interface) {
  if (!gate.any_interface && gate.interface != interface) return false;
  gate.any_interface = false;
  gate.interface = interface;
  gate.happenings = false;
  return true;
}

/// Narrows `gate` to units of operation `operation`; false if it is narrow already, to another.
inline bool narrow_to_operation(Gate& gate, std::uint16_t operation) {
  if (!gate.any_operation && gate.operation != operation) return false;
  gate.any_operation = false;
  gate.operation = operation;
  gate.happenings = false;
  return true;
}

}  // namespace ripcord::shim
