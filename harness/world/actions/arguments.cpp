#include "harness/world/actions/arguments.hpp"

#include "transports/io/timer.hpp"

#include <fmt/format.h>

namespace ripcord::world {
namespace {

io::Task<void> undo_after(World& world, Duration wait, Service& service, Undo undo) {
  co_await io::sleep_for(world.runtime(), wait);
  undo(world, service);
}

}  // namespace

Service* service_of(World& world, const shim::Arguments& arguments, const Cause& cause) {
  const std::string_view name =
      arguments.has("service") ? std::string_view(arguments.text("service")) : cause.service;
  Service* service = world.service(name);
  if (service == nullptr) {
    world.fail(fmt::format(
        "an action needs a service, and its moment has none ('{}'): give `service:`", name));
  }
  return service;
}

Connections connections_of(const shim::Arguments& arguments) {
  const std::string& word = arguments.text("connections");
  if (word == "kept") return Connections::kept;
  return word == "closed" ? Connections::closed : Connections::reset;
}

Mapping mapping_of(const shim::Arguments& arguments) {
  return arguments.text("mapping") == "stale" ? Mapping::stale : Mapping::updated;
}

void require(World& world, const Result<void>& done, std::string_view what) {
  if (!done) world.fail(fmt::format("{}: {}", what, done.error().message()));
}

void undo_later(World& world, const shim::Arguments& arguments, Service& service, Undo undo) {
  if (!arguments.has("for")) return;
  world.spawn(undo_after(world, arguments.duration("for"), service, undo));
}

}  // namespace ripcord::world
