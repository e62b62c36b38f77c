#include "harness/stage/tcp_venue.hpp"

#include "harness/stage/live_stage.hpp"
#include "harness/stage/loopback_hosts.hpp"
#include "harness/stage/outside.hpp"
#include "harness/stage/packet_filter.hpp"
#include "transports/tcp/network.hpp"
#include "transports/tcp/resolve.hpp"

#include <memory>
#include <optional>
#include <string>

namespace ripcord::stage {
namespace {

class TcpCabling final : public Cabling, private Outside {
 public:
  std::unique_ptr<io::Network> network(sockets::Runtime& runtime,
                                       const std::string& name) override {
    hosts_.add(name);
    const std::string address(hosts_.source(name));
    if (!address.empty()) filter_.add(address);
    return std::make_unique<tcp::Network>(
        runtime, tcp::NetworkOptions{.naming = &hosts_, .source = address, .outfitter = &filter_});
  }

  Result<Silence> cut(const std::string& name) override {
    const std::string address(hosts_.source(name));
    if (address.empty()) return no_cable();
    return filter_.cut(address);
  }
  void heal(const std::string& name) override {
    const std::string address(hosts_.source(name));
    if (!address.empty()) filter_.heal(address);
  }
  bool settled() const override { return filter_.settled(); }

  Outside* outside(sockets::Runtime& runtime) override {
    runtime_ = &runtime;
    machine_.emplace(runtime);
    return this;
  }

 private:
  Result<std::unique_ptr<process::Program>> start(const process::Command& command) override {
    return process::Program::start(*runtime_, command);
  }
  Result<io::Address> real(const io::Address& named) const override { return hosts_.real(named); }
  Result<std::string> resolve(const std::string& name) const override { return tcp::resolve(name); }
  io::Network& machine() override { return *machine_; }

  LoopbackHosts hosts_;
  PacketFilter filter_;
  sockets::Runtime* runtime_ = nullptr;
  std::optional<tcp::Network> machine_;
};

class TcpVenue final : public Venue {
 public:
  std::string_view name() const override { return "tcp"; }
  bool deterministic() const override { return false; }
  std::unique_ptr<Stage> stage(const scenario::NetworkSpec&, std::uint64_t) const override {
    return std::make_unique<LiveStage>(std::make_unique<TcpCabling>());
  }
};

}  // namespace

const Venue& tcp_venue() {
  static const TcpVenue venue;
  return venue;
}

}  // namespace ripcord::stage
