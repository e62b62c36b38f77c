#include "harness/serve/site_network.hpp"

#include "transports/io/errors.hpp"
#include "transports/io/group.hpp"
#include "transports/sim/network.hpp"
#include "transports/sim/runtime.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

namespace ripcord::serve {
namespace {

/// A machine whose two addresses are two simulated hosts.
class TwoAddresses final : public io::Network {
 public:
  explicit TwoAddresses(sim::Network& network)
      : io::Network(network.runtime()), network_(network) {}

  Result<std::unique_ptr<io::Listener>> listen(io::Address local) override {
    return network_.host(local.host).listen(local);
  }

 private:
  io::Start begin_connect(io::ConnectOperation& operation) override {
    return network_.host("first").start_connect(operation, never);
  }

  sim::Network& network_;
};

class SiteNetworkTest : public testing::Test {
 protected:
  /// Whether a client reaches `remote` and is accepted by `listener`.
  bool is_accepted(io::Listener& listener, io::Address remote) {
    bool accepted = false;
    io::Group group(runtime);
    group.spawn(accept(listener, accepted));
    group.spawn(dial(std::move(remote)));
    runtime.run_until_idle({.time = runtime.now() + std::chrono::seconds(1)});
    return accepted;
  }

  static io::Task<void> accept(io::Listener& listener, bool& accepted) {
    const Result<std::unique_ptr<io::Stream>> stream = co_await listener.accept();
    accepted = stream.has_value();
  }
  io::Task<void> dial(io::Address remote) {
    const Result<std::unique_ptr<io::Stream>> stream =
        co_await network.host("client").connect(std::move(remote));
  }

  sim::Runtime runtime{{}};
  sim::Network network{runtime, {}};
  TwoAddresses machine{network};
  SiteNetwork site{machine, {.hosts = {"first", "second"}, .dynamic = {50000, 50001}}};
};

TEST_F(SiteNetworkTest, takes_the_lowest_port_of_the_range) {
  const auto listener = site.listen({"", 0});

  EXPECT_EQ(io::Address("first", 50000), listener.value()->address());
}

TEST_F(SiteNetworkTest, passes_over_a_port_that_is_taken_at_any_address) {
  const auto taken = network.host("second").listen({"second", 50000});

  const auto listener = site.listen({"", 0});

  EXPECT_EQ(50001, listener.value()->address().port);
}

TEST_F(SiteNetworkTest, has_no_more_ports_than_the_range) {
  const auto first = site.listen({"", 0});
  const auto second = site.listen({"", 0});

  EXPECT_EQ(io::errc::address_not_available, site.listen({"", 0}).error());
}

TEST_F(SiteNetworkTest, says_where_it_was_refused) {
  const auto taken = network.host("second").listen({"second", 135});

  EXPECT_EQ(io::errc::address_in_use, site.listen({"", 135}).error());

  EXPECT_EQ(io::Address("second", 135), site.refusal());
}

TEST_F(SiteNetworkTest, keeps_a_port_for_who_listens_later) {
  const std::uint16_t port = site.reserve(0).value();

  EXPECT_EQ(port, site.listen({"", port}).value()->address().port);
}

TEST_F(SiteNetworkTest, gives_a_reserved_port_to_nobody_else) {
  const std::uint16_t port = site.reserve(0).value();

  EXPECT_NE(port, site.listen({"", 0}).value()->address().port);
}

TEST_F(SiteNetworkTest, accepts_at_the_first_address) {
  const auto listener = site.listen({"", 135});

  EXPECT_TRUE(is_accepted(*listener.value(), {"first", 135}));
}

TEST_F(SiteNetworkTest, accepts_at_the_second_address) {
  const auto listener = site.listen({"", 135});

  EXPECT_TRUE(is_accepted(*listener.value(), {"second", 135}));
}

TEST_F(SiteNetworkTest, refuses_at_every_address_when_the_listener_is_gone) {
  site.listen({"", 135}).value().reset();

  EXPECT_TRUE(network.host("second").listen({"second", 135}).has_value());
}

}  // namespace
}  // namespace ripcord::serve
