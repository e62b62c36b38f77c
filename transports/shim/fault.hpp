#pragma once

#include "transports/shim/emitter.hpp"
#include "transports/shim/kind.hpp"
#include "transports/shim/moment.hpp"
#include "transports/shim/parameter.hpp"

#include <memory>
#include <span>
#include <string_view>

namespace ripcord::shim {

/// Harms the unit that a rule selected. One instance serves one rule in one run, on all its
/// connections. Knows nothing about selection.
class Fault {
 public:
  virtual ~Fault() = default;

  /// The rule struck `unit`.
  virtual void on_unit(const Unit& unit, Emitter& emitter) = 0;
  /// The rule's `when` selected `unit`, but its counting let it pass: for faults that must know
  /// what came before.
  virtual void on_skip(const Unit& unit, const protocol::Protocol& protocol);
  /// A time that `wake_later` asked for has come, in the same direction.
  virtual void on_wake(Emitter& emitter);
  /// The sender ended the direction in which this rule holds a unit: the last chance to release it.
  virtual void on_end(Emitter& emitter);
};

/// What a fault kind can harm: a rule that says no more selects these.
enum class Target : std::uint8_t {
  /// PDUs, and bytes where framing is lost.
  units,
  /// Clients' wishes to connect.
  connects,
  units_and_connects,
};

/// An entry of the catalogue that harms units.
struct FaultKind : Kind {
  Target target = Target::units;
  /// `arguments` are complete and were checked against `parameters`.
  std::unique_ptr<Fault> (*make)(const Arguments& arguments) = nullptr;
  /// Whether, without `for`, an end may never learn that the other has gone.
  bool silences = false;
  /// Whether that is so where `toward` names one end only.
  bool silences_other_end = false;
};

/// Every fault kind, in the order of the list in CMakeLists.txt.
[[nodiscard]] std::span<const FaultKind* const> fault_kinds();
[[nodiscard]] const FaultKind* find_fault_kind(std::string_view name);

}  // namespace ripcord::shim
