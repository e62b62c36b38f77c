#include "harness/explore/menu.hpp"

#include "harness/world/action.hpp"
#include "harness/world/world.hpp"
#include "transports/base/assert.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace ripcord::explore {
namespace {

/// A value for a parameter that has no fallback, or another than its fallback.
struct Suggestion {
  std::string_view kind;
  std::string_view parameter;
  std::string_view value;
};

// Late but in time: what comes never is the business of `drop` and `stall`. Where a kind lasts, a
// while as well, which tells who gives up too soon.
constexpr std::array suggestions{
    Suggestion{.kind = "delay", .parameter = "by", .value = "100ms"},
    Suggestion{.kind = "bandwidth", .parameter = "rate", .value = "4KiB"},
    Suggestion{.kind = "inject_bytes", .parameter = "bytes", .value = "ffffffffffffffffffffffff"},
    // Another interface than the one that was asked for is served there.
    Suggestion{.kind = "answer_stale", .parameter = "port", .value = "135"},
    Suggestion{.kind = "answer_wrong_interface", .parameter = "port", .value = "135"},
    Suggestion{.kind = "blackhole", .parameter = "for", .value = "2s"},
    Suggestion{.kind = "stall", .parameter = "for", .value = "2s"},
    Suggestion{.kind = "stop_service", .parameter = "for", .value = "2s"},
    Suggestion{.kind = "stop_mapper", .parameter = "for", .value = "2s"},
    Suggestion{.kind = "forget_registration", .parameter = "for", .value = "2s"},
};

// What a fault needs of its point beyond its target, because elsewhere it has nothing to work on.
constexpr std::array<std::string_view, 2> of_setup{"inject_bind_nak", "expire_pinhole"};
constexpr std::array<std::string_view, 4> of_calls{
    "inject_fault", "inject_orphaned", "wrong_context_id", "replay_earlier"};

// What breaks connections, and at which byte it does so inside of a unit: behind what every PDU
// begins with, ahead of the end of the shortest one of a call.
constexpr std::array<std::string_view, 3> of_streams{"finish", "reset", "stall"};
constexpr std::uint32_t inside_offset = 20;

template <std::size_t n>
bool contains(const std::array<std::string_view, n>& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

bool edits_answers(const shim::Kind& kind) { return kind.name.starts_with("answer_"); }

/// Why it makes no sense in `scenario`; empty if it does.
std::string_view misplaced(const shim::Kind& kind, const scenario::ResolvedScenario& scenario) {
  const auto is_called_back = [](const scenario::ClientSpec& client) {
    return client.data == scenario::DataPath::callback;
  };
  if (kind.name == "block_callbacks" &&
      std::ranges::none_of(scenario.world.clients, is_called_back))
    return "nobody is called back";
  return {};
}

/// The argument that is still missing in `arguments`; null if none is.
const shim::Parameter* missing(const shim::Kind& kind, const shim::Arguments& arguments) {
  const auto is_missing = [&](const shim::Parameter& parameter) {
    return parameter.required && !arguments.has(parameter.name);
  };
  const auto found = std::ranges::find_if(kind.parameters, is_missing);
  return found == kind.parameters.end() ? nullptr : &*found;
}

shim::Value value_of(const shim::Parameter& parameter, std::string_view text) {
  auto value = shim::parse_value(parameter, text);
  RIPCORD_ASSERT(value.has_value());
  return *std::move(value);
}

}  // namespace

Menu::Menu(const scenario::ResolvedScenario& scenario,
           std::span<const std::string> kinds,
           shim::Places place)
    : lies_(kinds), place_(place) {
  for (const scenario::ServiceSpec& service : scenario.world.services)
    if (service.kind != scenario::ServiceKind::foreign) services_.push_back(service.name);
  const auto wanted = [&](std::string_view kind) {
    return kinds.empty() || std::ranges::find(kinds, kind) != kinds.end();
  };
  const auto offer = [&](const shim::Kind& kind, const shim::FaultKind* fault) {
    if (!wanted(kind.name)) return;
    const std::string_view why_not = misplaced(kind, scenario);
    if (why_not.empty()) return add_kind(kind, fault);
    left_out_.push_back({.kind = std::string(kind.name), .reason = std::string(why_not)});
  };
  for (const world::ActionKind* kind : world::action_kinds()) offer(*kind, nullptr);
  for (const shim::FaultKind* kind : shim::fault_kinds()) offer(*kind, kind);
  for (const shim::RuleSpec& rule : scenario.rules)
    if (wanted(rule.kind)) add_rule(rule);
  if (place != shim::in_sim) add_inside();
}

std::vector<std::uint16_t> Menu::at(const Point& point) const {
  std::vector<std::uint16_t> legal;
  for (std::size_t i = 0; i < dishes_.size(); ++i)
    if (is_legal(dishes_[i], point)) legal.push_back(static_cast<std::uint16_t>(i));
  return legal;
}

Choice Menu::choice(std::uint16_t dish, const Point& point, std::uint32_t nth) const {
  const Dish& chosen = dishes_[dish];
  Choice choice{.at = point,
                .kind = std::string(chosen.kind->name),
                .arguments = chosen.arguments,
                .nth = remembers(chosen.kind->name) ? nth : 0};
  choice.at.offset = chosen.offset;
  // What happens to a mapper happens to the host of a service.
  if (chosen.fault == nullptr && !is_service(point.service) && !choice.arguments.has("service"))
    choice.arguments.set("service", services_.front());
  return choice;
}

void Menu::add_kind(const shim::Kind& kind, const shim::FaultKind* fault) {
  if ((kind.places & place_) == 0) {
    left_out_.push_back(
        {.kind = std::string(kind.name), .reason = "there is no such thing on this transport"});
    return;
  }
  Dish plain{.kind = &kind,
             .fault = fault,
             .arguments = shim::with_fallbacks(shim::Arguments(), kind.parameters)};
  if (kind.name == "swap_endpoints" && services_.size() > 1)
    plain.arguments.set("with", services_.back());
  std::vector<Dish> others;
  for (const shim::Parameter& parameter : kind.parameters) {
    for (const std::string_view word : parameter.choices) {
      if (word == parameter.fallback) continue;
      others.push_back(plain);
      others.back().arguments.set(parameter.name, value_of(parameter, word));
    }
    for (const Suggestion& suggestion : suggestions) {
      if (suggestion.kind != kind.name || suggestion.parameter != parameter.name) continue;
      others.push_back(plain);
      others.back().arguments.set(parameter.name, value_of(parameter, suggestion.value));
    }
  }
  const bool whole = missing(kind, plain.arguments) == nullptr;
  if (whole) add(plain);
  bool is_first = !whole;
  for (Dish& other : others) {
    if (missing(kind, other.arguments) != nullptr) continue;
    other.is_plain = std::exchange(is_first, false);
    add(std::move(other));
  }
  if (dishes_.empty() || dishes_.back().kind != &kind)
    left_out_.push_back({.kind = std::string(kind.name),
                         .reason = "nobody can guess its `" +
                                   std::string(missing(kind, plain.arguments)->name) +
                                   "`: a rule of the scenario may say one"});
}

/// Of each kind that breaks connections the plain dish once more, inside of a unit.
void Menu::add_inside() {
  const std::size_t count = dishes_.size();
  for (std::size_t i = 0; i < count; ++i) {
    Dish dish = dishes_[i];
    if (!dish.is_plain || !contains(of_streams, dish.kind->name)) continue;
    dish.is_plain = false;
    dish.offset = inside_offset;
    dishes_.push_back(std::move(dish));
  }
}

void Menu::add_rule(const shim::RuleSpec& rule) {
  Dish dish{.arguments = rule.arguments};
  dish.fault = shim::find_fault_kind(rule.kind);
  dish.kind = dish.fault;
  if (dish.fault == nullptr) dish.kind = world::find_action_kind(rule.kind);
  RIPCORD_ASSERT(dish.kind != nullptr);
  // It waits for what the scenario's other rules do, which are not played.
  if (dish.arguments.has("until")) return;
  add(std::move(dish));
}

void Menu::add(Dish dish) {
  const auto same = [&](const Dish& other) {
    return other.kind == dish.kind && other.arguments == dish.arguments;
  };
  if (std::ranges::none_of(dishes_, same)) dishes_.push_back(std::move(dish));
}

bool Menu::is_legal(const Dish& dish, const Point& point) const {
  const bool of_mapper = point.service == world::World::mapper_name;
  if (dish.fault == nullptr) {
    if (services_.empty()) return false;
    const bool of_call = point.kind == Point::Kind::unit && !point.operation.empty();
    const bool of_server = point.kind == Point::Kind::happening && point.client.empty();
    if (of_mapper) return of_call;
    return is_service(point.service) && (of_call || of_server);
  }
  if (point.kind == Point::Kind::happening) return false;
  if (point.kind == Point::Kind::connect)
    return dish.fault->target != shim::Target::units && !dish.offset;
  if (dish.fault->target == shim::Target::connects) return false;
  if (edits_answers(*dish.kind))
    return of_mapper && point.direction == shim::Direction::to_client && !point.operation.empty();
  if (contains(of_setup, dish.kind->name)) return point.operation.empty();
  return !contains(of_calls, dish.kind->name) || !point.operation.empty();
}

bool Menu::is_service(std::string_view name) const {
  return std::ranges::find(services_, name) != services_.end();
}

}  // namespace ripcord::explore
