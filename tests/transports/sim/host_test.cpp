#include "transports/io/errors.hpp"
#include "transports/sim/network.hpp"
#include "transports/sim/runtime.hpp"

#include <gtest/gtest.h>

#include <memory>

namespace ripcord::sim {
namespace {

TEST(Host, chooses_ports_that_were_not_in_use_before) {
  Runtime runtime({});
  Network network(runtime, {});
  const std::unique_ptr<io::Listener> first = *network.host("server").listen({"server", 0});
  std::unique_ptr<io::Listener> second = *network.host("server").listen({"server", 0});
  second.reset();

  const std::unique_ptr<io::Listener> third = *network.host("server").listen({"server", 0});

  EXPECT_EQ((io::Address{"server", 49152}), first->address());
  EXPECT_EQ((io::Address{"server", 49154}), third->address());
}

TEST(Host, skips_a_port_that_somebody_chose) {
  Runtime runtime({});
  Network network(runtime, {});
  const std::unique_ptr<io::Listener> chosen = *network.host("server").listen({"server", 49152});

  const std::unique_ptr<io::Listener> next = *network.host("server").listen({"server", 0});

  EXPECT_EQ(49153, next->address().port);
}

TEST(Host, listens_at_its_own_name_only) {
  Runtime runtime({});
  Network network(runtime, {});

  const Result<std::unique_ptr<io::Listener>> listener =
      network.host("server").listen({"other", 1});

  EXPECT_EQ(io::errc::address_not_available, listener.error());
}

TEST(Host, has_one_listener_a_port) {
  Runtime runtime({});
  Network network(runtime, {});
  const std::unique_ptr<io::Listener> first = *network.host("server").listen({"server", 135});

  const Result<std::unique_ptr<io::Listener>> second =
      network.host("server").listen({"server", 135});

  EXPECT_EQ(io::errc::address_in_use, second.error());
}

TEST(Host, has_its_ports_to_itself) {
  Runtime runtime({});
  Network network(runtime, {});
  const std::unique_ptr<io::Listener> first = *network.host("server").listen({"server", 135});

  const Result<std::unique_ptr<io::Listener>> second = network.host("other").listen({"other", 135});

  EXPECT_TRUE(second.has_value());
}

}  // namespace
}  // namespace ripcord::sim
