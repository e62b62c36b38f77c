#include "harness/stage/local_venue.hpp"

#include "harness/stage/live_stage.hpp"
#include "harness/stage/socket_folder.hpp"
#include "transports/local/network.hpp"
#include "transports/local/switchboard.hpp"

#include <memory>
#include <string>

namespace ripcord::stage {
namespace {

class LocalCabling final : public Cabling {
 public:
  std::unique_ptr<io::Network> network(sockets::Runtime& runtime,
                                       const std::string& name) override {
    folder_.add(name);
    return std::make_unique<local::Network>(
        runtime,
        local::NetworkOptions{
            .naming = &folder_, .switchboard = &switchboard_, .source = folder_.source(name)});
  }

  Carrier carrier() const override { return Carrier::local; }

 private:
  SocketFolder folder_;
  local::Switchboard switchboard_;
};

class LocalVenue final : public Venue {
 public:
  std::string_view name() const override { return "local"; }
  bool deterministic() const override { return false; }
  std::unique_ptr<Stage> stage(const scenario::NetworkSpec&, std::uint64_t) const override {
    return std::make_unique<LiveStage>(std::make_unique<LocalCabling>());
  }
};

}  // namespace

const Venue& local_venue() {
  static const LocalVenue venue;
  return venue;
}

}  // namespace ripcord::stage
