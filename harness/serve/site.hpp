#pragma once

#include "harness/run/production.hpp"
#include "harness/run/rule_report.hpp"
#include "harness/scenario/world_spec.hpp"
#include "harness/serve/porch.hpp"
#include "harness/serve/served_scenario.hpp"
#include "harness/serve/site_network.hpp"
#include "harness/world/file_content.hpp"
#include "harness/world/observer.hpp"
#include "harness/world/world.hpp"
#include "transports/base/result.hpp"
#include "transports/tcp/network.hpp"
#include "transports/tcp/runtime.hpp"

#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ripcord::serve {

/// Whether this machine has the numeric address `host` to listen at.
[[nodiscard]] bool can_listen_at(const std::string& host);

/// A world that lives on this machine's sockets, for peers that are somebody else's.
///
///     choose_ports -> (the scenario is made ready) -> open -> serve
///
/// Destroying it is its process's end: every listener and connection closes.
class Site final : private Usher {
 public:
  explicit Site(Places places);
  ~Site();
  Site(const Site&) = delete;
  Site& operator=(const Site&) = delete;

  /// Decides, and keeps, the ports that must be in the world's specification: the mapper's, and the
  /// one that dynamic endpoints are to share. Fails as `SiteNetwork::reserve`.
  Result<void> choose_ports(scenario::WorldSpec& world, Endpoints endpoints);

  /// What a world is made from; all outlives the site.
  struct Stock {
    const run::Production& production;
    /// Null = contents of files are drawn from the seed.
    const world::FileShelf* shelf = nullptr;
    world::Observer& observer;
    std::uint64_t seed = 1;
  };
  /// Everything of `stock` listens and is registered. Fails as `SiteNetwork::listen`. Called once.
  Result<void> open(const Stock& stock);

  /// Where it could not listen; empty if that was not the trouble.
  [[nodiscard]] const std::optional<io::Address>& refusal() const { return network_.refusal(); }

  /// A service, or the mapper, and its endpoint at the first of the site's addresses.
  struct Served {
    std::string name;
    io::Address address;
  };
  /// The mapper first, then services in the order of the file; those that listen.
  [[nodiscard]] std::vector<Served> served() const;

  /// Serves until `stop()`, which is asked ten times a second at least.
  template <std::predicate Stop>
  void serve(const Stop& stop) {
    while (!stop()) static_cast<void>(runtime_.run_until(stop, after(runtime_.now(), asks_every)));
  }

  /// As `sockets::Runtime`: what there was first too little of, and how many times there was.
  [[nodiscard]] const ErrorCode& shortage() const { return runtime_.shortage(); }
  [[nodiscard]] std::uint64_t shortages() const { return runtime_.shortages(); }

  /// What each rule did so far, in the order of the file.
  [[nodiscard]] std::vector<run::RuleReport> rule_reports() const {
    return run::rule_reports(world_->rules());
  }
  /// The first action that could not be performed; empty if all were.
  [[nodiscard]] const std::string& failure() const { return world_->failure(); }
  [[nodiscard]] const std::vector<std::string>& hosts() const { return network_.places().hosts; }
  [[nodiscard]] const world::World& world() const { return *world_; }

 private:
  class Stage;

  void receive(const io::Address& dialled,
               io::Network& inside,
               std::unique_ptr<io::Stream> client) override;

  /// Signals are seen no sooner.
  static constexpr Duration asks_every = std::chrono::milliseconds(100);

  tcp::Runtime runtime_;
  tcp::Network machine_;
  SiteNetwork network_;
  /// Used where rules break the wire.
  Porch porch_;
  std::unique_ptr<Stage> stage_;
  std::unique_ptr<trace::Log> log_;
  std::unique_ptr<world::World> world_;
};

}  // namespace ripcord::serve
