#include "harness/world/service.hpp"

#include "harness/world/world.hpp"
#include "transports/base/assert.hpp"

#include <algorithm>
#include <utility>

namespace ripcord::world {

Service::Service(World& world,
                 const scenario::ServiceSpec& spec,
                 std::unique_ptr<Server> server,
                 Mapper& mapper)
    : world_(world), spec_(spec), server_(std::move(server)), mapper_(mapper) {}

Service::~Service() = default;

bool Service::known_at(std::uint16_t port) const {
  return std::find(ports_.begin(), ports_.end(), port) != ports_.end();
}

Registration Service::registration(std::uint16_t port) const {
  Registration registration = server_->registration();
  registration.port = port;
  return registration;
}

Result<void> Service::start(std::uint16_t port, Mapping mapping) {
  RIPCORD_ASSERT(port_ == 0);
  const Result<std::uint16_t> listening = server_->listen(port);
  if (!listening) return listening.error();
  port_ = *listening;
  if (!known_at(port_)) ports_.push_back(port_);
  world_.trace_listener(*this, port_, trace::Log::Change::opened);
  world_.listener_opened(spec_.host, port_);
  if (mapping == Mapping::updated) mapper_.insert(registration(port_));
  return {};
}

void Service::stop(Connections connections, Mapping mapping) {
  if (port_ == 0) return;
  previous_port_ = std::exchange(port_, std::uint16_t{0});
  server_->stop_listening();
  world_.trace_listener(*this, previous_port_, trace::Log::Change::closed);
  world_.listener_closed(spec_.host, previous_port_);
  if (mapping == Mapping::updated) mapper_.remove(registration(previous_port_));
  if (connections == Connections::closed) server_->drop_connections(Departure::closed);
  if (connections == Connections::reset) server_->drop_connections(Departure::reset);
}

Result<void> Service::move(std::uint16_t port, Connections connections, Mapping mapping) {
  stop(connections, mapping);
  return start(port, mapping);
}

Result<void> Service::restart(Connections connections) {
  const std::uint16_t port = port_;
  stop(connections, Mapping::updated);
  return start(port, Mapping::updated);
}

void Service::forget_registration() {
  if (port_ != 0) mapper_.remove(registration(port_));
}

void Service::restore_registration() {
  if (port_ != 0) mapper_.insert(registration(port_));
}

void Service::keep_previous_registration() {
  forget_registration();
  mapper_.insert(registration(previous_port_));
  restore_registration();
}

Result<void> Service::take_over(std::uint16_t port, std::unique_ptr<Server> impostor) {
  const Result<std::uint16_t> listening = impostor->listen(port);
  if (!listening) return listening.error();
  world_.listener_opened(spec_.host, *listening, impostor->backlog());
  impostors_.push_back({*listening, std::move(impostor)});
  return {};
}

void Service::mend() {
  for (const Squatter& squatter : impostors_) world_.listener_closed(spec_.host, squatter.port);
  impostors_.clear();
  server_->restore_interface();
  server_->restore_callbacks();
  if (port_ == 0) {
    // Its own port may have been given to nobody else; where it was, clients may find it again.
    const bool back = start(previous_port_, Mapping::updated).has_value();
    if (!back) static_cast<void>(start(0, Mapping::updated));
    return;
  }
  mapper_.insert(registration(port_));
}

}  // namespace ripcord::world
