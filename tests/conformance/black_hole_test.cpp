// A rule's black hole where a kernel carries connects: one that nobody answers is really under way.
#include "harness/scenario/world_spec.hpp"
#include "harness/stage/local_venue.hpp"
#include "harness/stage/stage.hpp"
#include "harness/stage/tcp_venue.hpp"
#include "tests/conformance/pending.hpp"
#include "tests/shim_support/shim_bench.hpp"
#include "transports/io/errors.hpp"
#include "transports/relay/connector.hpp"
#include "transports/relay/relays.hpp"
#include "transports/shim/rules.hpp"
#include "transports/trace/log.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>

namespace ripcord::conformance {
namespace {

using namespace std::chrono_literals;

constexpr stage::Limits patient{.virtual_time = 1min, .wall_time = 1min, .steps = 1'000'000};

class BlackHoleConformance : public testing::TestWithParam<const stage::Venue*> {
 protected:
  void build(const shim::RuleText& rule) {
    set_.emplace(shim::compiled({shim::spec(rule)}));
    log_.emplace(set_->legend());
    rules_.emplace(*set_, 1, *log_);
    relays_.emplace(stage_->runtime(), *rules_, commands_);
    connector_.emplace(
        relay::Connector::Parts{
            .relays = *relays_, .upstream = stage_->host("client"), .lanes = lanes_},
        "client");
  }
  /// Plays until nothing more can happen.
  void play() { ASSERT_EQ(stage::Stop::idle, stage_->run(patient)); }

  std::unique_ptr<stage::Stage> stage_ = GetParam()->stage(scenario::NetworkSpec{}, 1);
  std::unique_ptr<io::Listener> server_ = *stage_->host("server").listen({"", 135});
  std::optional<relay::Connector> connector_;

 private:
  class NoCommands final : public relay::CommandSink {
   public:
    void perform(shim::RuleIndex /*rule*/, const shim::Scope& /*scope*/) override {}
  };
  class OneLane final : public relay::Lanes {
   public:
    std::string_view service_at(const io::Address& /*address*/) override { return "server"; }
  };

  NoCommands commands_;
  OneLane lanes_;
  std::optional<shim::RuleSet> set_;
  std::optional<trace::Log> log_;
  std::optional<shim::Rules> rules_;
  std::optional<relay::Relays> relays_;
};

TEST_P(BlackHoleConformance, leaves_the_connect_under_way_with_the_kernel) {
  build({.kind = "blackhole"});

  const PendingConnect connect(*connector_, server_->address());
  play();

  EXPECT_FALSE(connect.done());
  EXPECT_EQ(1U, stage_->runtime().live().connects);
}

TEST_P(BlackHoleConformance, shows_the_server_nobody) {
  build({.kind = "blackhole"});
  const PendingAccept accept(*server_);

  const PendingConnect connect(*connector_, server_->address());
  play();

  EXPECT_FALSE(accept.done());
}

TEST_P(BlackHoleConformance, gives_the_connect_up_with_its_client) {
  build({.kind = "blackhole"});
  {
    const PendingConnect connect(*connector_, server_->address());
    play();
  }

  EXPECT_EQ(0U, stage_->runtime().live().connects);
}

TEST_P(BlackHoleConformance, lets_the_connect_reach_the_server_once_it_is_over) {
  build({.kind = "blackhole", .with = {{"for", "20ms"}}});

  PendingConnect connect(*connector_, server_->address());
  play();

  ASSERT_TRUE(connect.done());
  EXPECT_TRUE(connect.take_result().has_value());
  EXPECT_EQ(0U, stage_->runtime().live().connects);
}

INSTANTIATE_TEST_SUITE_P(Venues,
                         BlackHoleConformance,
                         testing::Values(&stage::tcp_venue(), &stage::local_venue()),
                         [](const testing::TestParamInfo<const stage::Venue*>& venue) {
                           return std::string(venue.param->name());
                         });

}  // namespace
}  // namespace ripcord::conformance
