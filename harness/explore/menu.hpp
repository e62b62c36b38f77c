#pragma once

#include "harness/explore/choice.hpp"
#include "harness/explore/lies.hpp"
#include "harness/explore/point.hpp"
#include "harness/scenario/scenario.hpp"
#include "transports/shim/fault.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ripcord::explore {

/// A fault or action with its arguments, to be had at any point where it is legal.
struct Dish {
  const shim::Kind* kind = nullptr;
  /// Null: an action.
  const shim::FaultKind* fault = nullptr;
  shim::Arguments arguments;
  /// Whether it is the kind as it comes: its siblings differ in one argument. A dish that the
  /// scenario's author thought of counts as one.
  bool is_plain = true;
  /// The byte of the unit that it strikes; none = the unit as a whole.
  std::optional<std::uint32_t> offset;
};

/// What may strike where: all kinds of the catalogue with their fallbacks, each again with every
/// other word that one of its parameters may be, and what the scenario's own rules do.
class Menu {
 public:
  /// Of all kinds that there are at `place`, or of `kinds` alone. In real time, where peers are
  /// programs of others whose parsers nobody knows, connections are also broken inside of units.
  Menu(const scenario::ResolvedScenario& scenario,
       std::span<const std::string> kinds,
       shim::Places place = shim::in_sim);

  [[nodiscard]] std::span<const Dish> dishes() const { return dishes_; }

  /// Indices of the dishes that make sense at `point`, in order.
  [[nodiscard]] std::vector<std::uint16_t> at(const Point& point) const;

  /// Dish `dish` at `point`; `nth` as `Reached::nth`.
  [[nodiscard]] Choice choice(std::uint16_t dish, const Point& point, std::uint32_t nth) const;

  /// Kinds that are not on the menu, with the reason.
  struct LeftOut {
    std::string kind;
    std::string reason;
  };
  [[nodiscard]] std::span<const LeftOut> left_out() const { return left_out_; }

  /// What cannot be held against peers under what is on the menu. Kinds that were asked for by name
  /// are held against them whatever they do.
  [[nodiscard]] const Lies& lies() const { return lies_; }

 private:
  void add_kind(const shim::Kind& kind, const shim::FaultKind* fault);
  void add_inside();
  void add_rule(const shim::RuleSpec& rule);
  void add(Dish dish);
  [[nodiscard]] bool is_legal(const Dish& dish, const Point& point) const;
  [[nodiscard]] bool is_service(std::string_view name) const;

  Lies lies_;
  shim::Places place_;
  /// Those of ours: nothing can be done to somebody else's.
  std::vector<std::string> services_;
  std::vector<Dish> dishes_;
  std::vector<LeftOut> left_out_;
};

}  // namespace ripcord::explore
