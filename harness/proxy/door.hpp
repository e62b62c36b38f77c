#pragma once

#include "transports/base/time.hpp"
#include "transports/io/address.hpp"
#include "transports/io/group.hpp"
#include "transports/io/network.hpp"
#include "transports/io/task.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace ripcord::proxy {

class Door;

/// Receives the clients that come through doors, and hears what is worth telling the user.
class Porter {
 public:
  virtual void admit(Door& door, std::unique_ptr<io::Stream> client) = 0;
  /// One sentence without a full stop.
  virtual void notice(const std::string& text) = 0;

 protected:
  ~Porter() = default;
};

/// Where a proxy listens for one endpoint of an upstream.
class Door {
 public:
  enum class Kind : std::uint8_t {
    /// As the command line says: open as long as the proxy.
    fixed,
    /// For an endpoint that a mapper named: closed when it has been idle for long.
    learned,
  };
  struct Plan {
    Kind kind = Kind::fixed;
    /// Which `Route` of the proxy it belongs to.
    std::size_t route = 0;
    io::Address upstream;
    /// What the service behind it is called as long as its clients have not said what they want.
    std::string service;
  };

  /// A connection through a door, as long as it lives.
  class Visit {
   public:
    explicit Visit(Door& door) : door_(door) { ++door_.visits_; }
    ~Visit();
    Visit(const Visit&) = delete;
    Visit& operator=(const Visit&) = delete;

    [[nodiscard]] Door& door() const { return door_; }

   private:
    Door& door_;
  };

  /// Begins to accept in a coming step. `porter` outlives the door, and the door all its visits.
  Door(std::unique_ptr<io::Listener> listener, Plan plan, Porter& porter);
  Door(const Door&) = delete;
  Door& operator=(const Door&) = delete;

  [[nodiscard]] const Plan& plan() const { return plan_; }
  /// Where it listens.
  [[nodiscard]] const io::Address& address() const { return listener_->address(); }

  /// A mapper named the endpoint behind it once more.
  void touch() { used_ = listener_->runtime().now(); }
  /// Since when nobody has used it; `never` while somebody does.
  [[nodiscard]] Time idle_since() const { return visits_ > 0 ? never : used_; }

 private:
  /// How long it waits after an accept that failed: the machine is short of something, most often
  /// of file descriptors, and trying at once would only burn its time.
  static constexpr Duration pause_after_failure = std::chrono::milliseconds(100);

  io::Task<void> admit_all();

  std::unique_ptr<io::Listener> listener_;
  Plan plan_;
  Porter& porter_;
  std::size_t visits_ = 0;
  Time used_;
  io::Group group_;
};

}  // namespace ripcord::proxy
