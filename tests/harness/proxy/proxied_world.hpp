#pragma once

#include "harness/proxy/proxy.hpp"
#include "harness/run/parts.hpp"
#include "harness/stage/stage.hpp"
#include "harness/world/world.hpp"
#include "transports/io/group.hpp"
#include "transports/io/task.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ripcord::proxy {

/// What a test wants to be different from a quiet network and a proxy that rewrites.
struct Circumstances {
  /// Where it is played; null = in sim.
  const stage::Venue* venue = nullptr;
  /// The network's: latencies and sizes of reads are drawn from it.
  std::uint64_t seed = 1;
  Ports ports = Ports::rewritten;
  Duration expiry = std::chrono::hours(2);
  /// How many services of other interfaces the server has beside `store` and `echo`.
  unsigned others = 0;
  /// How many clients of each kind there are.
  unsigned clients = 8;
  /// The time limits of their calls and connects.
  std::string_view patience = "10s";
};

/// A simulated server `server`, a client `client`, and a proxy `proxy` between them: the client
/// asks the proxy for the endpoint mapper.
///
/// Services: `store` (backup) and `echo`. Steps of its workload, by their ids: `backup`, `echo`,
/// `map` (where is the store), `lookup`.
class ProxiedWorld final : private Announcer {
 public:
  /// `rules` is a list of the proxy's rules in YAML's flow style, comma-separated.
  explicit ProxiedWorld(std::string_view rules = "", const Circumstances& circumstances = {});
  ~ProxiedWorld();
  ProxiedWorld(const ProxiedWorld&) = delete;
  ProxiedWorld& operator=(const ProxiedWorld&) = delete;

  /// What the client gets by way of the proxy.
  [[nodiscard]] world::Ending perform(std::string_view step) { return perform_at("proxy", step); }
  /// What the client gets that asks the server itself.
  [[nodiscard]] world::Ending perform_directly(std::string_view step) {
    return perform_at("server", step);
  }
  /// Performs the step `id` by so many clients at once; returns how each fared.
  std::vector<world::Ending> perform_together(std::string_view id, unsigned clients);
  /// Lets the world go on for so long.
  void pass(Duration time);

  [[nodiscard]] Proxy& proxy() { return *proxy_; }
  [[nodiscard]] world::World& world() { return *world_; }
  [[nodiscard]] stage::Stage& stage() { return *stage_; }
  /// The host's way to others.
  [[nodiscard]] io::Network& host(std::string_view name) { return stage_->host(name); }

  /// Puts `rules` in force for the connections to come.
  void adopt(std::string_view rules);
  [[nodiscard]] Regime& regime() { return *proxy_->regimes().back(); }
  /// Where rule `id` struck, sorted.
  [[nodiscard]] std::vector<std::string> points(std::string_view id);
  [[nodiscard]] std::uint64_t fired(std::string_view id);
  [[nodiscard]] const std::vector<std::string>& announced() const { return announced_; }
  /// Ends the proxy and judges what it saw.
  [[nodiscard]] run::RunResult judged();

  /// Plays `task` to its end.
  void play(io::Task<void> task);

 private:
  class Deaf final : public world::Observer {
   public:
    void observe(const world::Speaker&, const world::Happening&, Time) override {}
  };

  void announce(const std::string& text) override { announced_.push_back(text); }
  [[nodiscard]] world::Ending perform_at(std::string_view host, std::string_view id);
  [[nodiscard]] const scenario::Step& step(std::string_view id) const;
  io::Task<void> then_done(io::Task<void> task);
  shim::RuleIndex rule(std::string_view id);

  run::Parts parts_;
  std::unique_ptr<stage::Stage> stage_;
  std::unique_ptr<trace::Log> log_;
  Deaf deaf_;
  std::unique_ptr<world::World> world_;
  std::unique_ptr<Proxy> proxy_;
  std::vector<std::string> announced_;
  Circumstances circumstances_;
};

}  // namespace ripcord::proxy
