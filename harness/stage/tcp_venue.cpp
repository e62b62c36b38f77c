#include "harness/stage/tcp_venue.hpp"

#include "harness/stage/live_stage.hpp"
#include "harness/stage/loopback_hosts.hpp"
#include "transports/tcp/network.hpp"

#include <memory>
#include <string>

namespace ripcord::stage {
namespace {

class TcpCabling final : public Cabling {
 public:
  std::unique_ptr<io::Network> network(sockets::Runtime& runtime,
                                       const std::string& name) override {
    hosts_.add(name);
    return std::make_unique<tcp::Network>(
        runtime,
        tcp::NetworkOptions{.naming = &hosts_, .source = std::string(hosts_.source(name))});
  }

 private:
  LoopbackHosts hosts_;
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
