#pragma once

#include "harness/peers/client/call_failure.hpp"
#include "harness/peers/client/client_context.hpp"
#include "harness/peers/publisher.hpp"
#include "harness/scenario/client_spec.hpp"
#include "transports/io/group.hpp"
#include "transports/io/task.hpp"
#include "transports/tcp/network.hpp"
#include "transports/tcp/runtime.hpp"

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace ripcord::client {

/// Whom to ask: a numeric address, its mapper's port, and where the service is if the mapper is not
/// to be asked.
struct Server {
  std::string host;
  std::uint16_t mapper_port = 135;
  std::optional<std::uint16_t> endpoint;
};

/// How a person's client behaves: as the patched one, but it neither tries again nor asks a server
/// about itself first. Every step (connect, bind, question to the mapper, call) may take
/// `step_limit`.
[[nodiscard]] scenario::ClientSpec personal_client(Duration step_limit);

/// A client of this machine's network that runs one errand after the other.
class Desk {
 public:
  Desk(const Server& server, scenario::ClientSpec spec);
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;

  [[nodiscard]] const Server& server() const { return server_; }
  [[nodiscard]] peers::ClientContext& context() { return context_; }

  /// Runs `errand` to its end, or until `stop()`, which is asked ten times a second at least; then
  /// nothing is returned.
  template <typename T, std::predicate Stop>
  std::optional<T> run(io::Task<T> errand, const Stop& stop) {
    std::optional<T> outcome;
    io::Group group(runtime_);
    group.spawn(keep(std::move(errand), outcome));
    while (!outcome && !stop()) {
      const auto over = [&] { return outcome.has_value() || stop(); };
      static_cast<void>(runtime_.run_until(over, after(runtime_.now(), asks_every)));
    }
    return outcome;
  }

 private:
  static constexpr Duration asks_every = std::chrono::milliseconds(100);

  /// Nobody listens to what this client says happens to it.
  class Silence final : public peers::Publisher {
   public:
    void publish(const peers::Happening&) override {}
  };

  template <typename T>
  static io::Task<void> keep(io::Task<T> errand, std::optional<T>& outcome) {
    T result = co_await std::move(errand);
    outcome.emplace(std::move(result));
  }

  Server server_;
  scenario::ClientSpec spec_;
  tcp::Runtime runtime_;
  tcp::Network network_;
  Silence silence_;
  peers::ClientContext context_;
};

}  // namespace ripcord::client
