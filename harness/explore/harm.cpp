#include "harness/explore/harm.hpp"

#include "harness/world/action.hpp"
#include "transports/base/hash.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace ripcord::explore {
namespace {

/// Faults that go on after the unit at which they struck.
constexpr std::array<std::string_view, 5> going_on{
    "bandwidth", "blackhole", "expire_pinhole", "half_open", "stall"};

Harm::Reach reach_of(const Choice& choice) {
  if (const world::ActionKind* action = world::find_action_kind(choice.kind)) {
    const shim::Arguments& arguments = choice.arguments;
    const bool is_stale = arguments.has("mapping") && arguments.text("mapping") == "stale";
    const bool of_mapper = action->family == shim::Family::endpoint_mapper || is_stale;
    return of_mapper ? Harm::Reach::mapper : Harm::Reach::service;
  }
  const bool goes_on = std::ranges::find(going_on, choice.kind) != going_on.end();
  return goes_on ? Harm::Reach::connection : Harm::Reach::unit;
}

}  // namespace

Harm harm_of(const Choice& choice) {
  return {.digest = digest(harm_text(choice)), .reach = reach_of(choice)};
}

}  // namespace ripcord::explore
