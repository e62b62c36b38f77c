#pragma once

#include "transports/protocol/protocol.hpp"
#include "transports/shim/moment.hpp"
#include "transports/shim/parameter.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ripcord::shim {

/// Where a fault is to strike within the unit, if its `when` names a byte.
struct Strike {
  std::optional<std::uint32_t> offset;
};

/// One condition on a moment. Knows nothing about harm. Immutable and shared by threads.
class Trigger {
 public:
  virtual ~Trigger() = default;

  /// Whether `moment` is selected. A trigger that names a byte of the unit says so in `strike`.
  [[nodiscard]] virtual bool matches(const Moment& moment, Strike& strike) const = 0;
};

/// The conditions that are cheap to test on every unit. They narrow; all must hold.
struct Gate {
  /// PDU types as bits, by direction (`Direction` as index).
  std::uint64_t pdus[2] = {~std::uint64_t{0}, ~std::uint64_t{0}};
  /// Any, if `any_interface`.
  protocol::InterfaceIndex interface = 0;
  bool any_interface = true;
  /// Any, if `any_operation`.
  std::uint16_t operation = 0;
  bool any_operation = true;
  /// Whether happenings pass.
  bool happenings = true;

  [[nodiscard]] bool passes_pdu(const Unit& unit) const {
    return (pdus[static_cast<std::size_t>(unit.direction)] >> unit.info.pdu & 1U) != 0;
  }
  [[nodiscard]] bool passes_interface(const Unit& unit) const {
    return any_interface || unit.info.interface == interface;
  }
  [[nodiscard]] bool passes_operation(const Unit& unit) const {
    return any_operation || unit.info.operation == operation;
  }
};

/// What a trigger kind may ask while a rule is compiled.
struct TriggerWords {
  const protocol::Protocol& protocol;
  const protocol::InterfaceTable& interfaces;
  /// Where names that a rule speaks of are interned.
  trace::Names& names;
};

/// One key of `when:`. Constants of static storage.
struct TriggerKind {
  Parameter parameter;
  /// A paragraph for the reference page: what the key selects.
  std::string_view doc;
  /// A complete `when: { ... }` in flow style.
  std::string_view example;
  /// Narrows `gate` or returns a trigger, or does both. Returns what was expected instead, if
  /// `value` names something that is not there.
  boost::system::result<std::unique_ptr<Trigger>, ValueError> (*make)(const Value& value,
                                                                      const TriggerWords& words,
                                                                      Gate& gate) = nullptr;
};

/// Every trigger kind, in the order of the list in CMakeLists.txt.
[[nodiscard]] std::span<const TriggerKind* const> trigger_kinds();
[[nodiscard]] const TriggerKind* find_trigger_kind(std::string_view key);

}  // namespace ripcord::shim
