#include "harness/world/publisher.hpp"

#include <array>

namespace ripcord::world {
namespace {

// In the order of the enumerators.
constexpr std::array<std::string_view, event_count> names{
    "server_started",    "server_stopped",  "connection_accepted",
    "connection_ended",  "call_executed",   "handle_created",
    "handle_destroyed",  "handle_run_down", "backup_prepared",
    "file_opened",       "file_closed",     "backup_ended",
    "registered",        "unregistered",    "connected",
    "connect_failed",    "reconnected",     "bound",
    "bind_refused",      "disconnected",    "mapper_queried",
    "endpoint_resolved", "call_started",    "call_retried",
    "call_finished",     "file_received",   "peer_crashed",
};
static_assert(!names.back().empty());
static_assert(names[static_cast<std::size_t>(Event::call_started)] == "call_started");

}  // namespace

std::string_view event_name(Event event) { return names[static_cast<std::size_t>(event)]; }

std::optional<Event> parse_event(std::string_view name) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == name) return static_cast<Event>(i);
  }
  return std::nullopt;
}

}  // namespace ripcord::world
