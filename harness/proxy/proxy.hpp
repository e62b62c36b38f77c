#pragma once

#include "harness/proxy/door.hpp"
#include "harness/proxy/doors.hpp"
#include "harness/proxy/reachability.hpp"
#include "harness/proxy/regime.hpp"
#include "harness/run/production.hpp"
#include "harness/scenario/diagnostic.hpp"
#include "transports/io/network.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace ripcord::proxy {

/// Hears what a proxy has to tell its user.
class Announcer {
 public:
  /// One sentence without a full stop.
  virtual void announce(const std::string& text) = 0;

 protected:
  ~Announcer() = default;
};

/// What stands between somebody's clients and somebody's servers.
///
///     client --> Door --> Regime: Relay(Wire: rules, EndpointRewriter) --> upstream
///                  ^                                |
///                  +------ Doors: a door for each endpoint that a mapper's answer names
///
/// 1. Every client that comes through a door is relayed to the door's upstream, under the rules
///    that were in force when it came.
/// 2. An endpoint that an answer names has a door before the answer reaches its client.
/// 3. A client whose upstream refuses is reset at once.
class Proxy final : private Porter {
 public:
  struct Networks {
    /// Where clients come from.
    io::Network& near;
    /// Where the upstreams are.
    io::Network& far;
  };

  /// All must outlive the proxy. Both networks have one runtime.
  Proxy(const Networks& networks, Doors::Options options, Announcer& announcer);
  ~Proxy();
  Proxy(const Proxy&) = delete;
  Proxy& operator=(const Proxy&) = delete;

  /// Puts `production` in force: clients that come from now on are under its rules. It must be
  /// playable here (`unplayable`). Call it once before `open`.
  Regime& adopt(std::unique_ptr<run::Production> production,
                std::uint64_t seed,
                const Regime::Memory& memory);
  /// As `Doors::own_upstream`.
  [[nodiscard]] std::optional<io::Address> own_upstream() { return doors_->own_upstream(); }
  /// Begins to listen at every route. Errors as `io::Network::listen`.
  Result<void> open();
  /// Ends every connection, and listens nowhere any more.
  void close();

  [[nodiscard]] const Doors& doors() const { return *doors_; }
  [[nodiscard]] const Reachability& reachability() const { return reachability_; }
  /// In the order in which they were adopted; the last one is in force.
  [[nodiscard]] std::span<const std::unique_ptr<Regime>> regimes() const { return regimes_; }
  /// Connections that have not ended.
  [[nodiscard]] std::size_t connections() const;

 private:
  class Escort;

  void admit(Door& door, std::unique_ptr<io::Stream> client) override;
  void notice(const std::string& text) override { announcer_.announce(text); }
  void met_protected(const Door& mapper, protocol::Protection protection);
  [[nodiscard]] std::string client_name(const Door& door) const;

  Networks networks_;
  Announcer& announcer_;
  Reachability reachability_{*this};
  /// Null once closed.
  std::unique_ptr<Doors> doors_;
  std::vector<std::unique_ptr<Regime>> regimes_;
};

/// What of `production` a proxy cannot do: actions change a world of ours, and here there is none.
[[nodiscard]] std::vector<scenario::Diagnostic> unplayable(const run::Production& production);

}  // namespace ripcord::proxy
