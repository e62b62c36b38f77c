#include "transports/capture/ports.hpp"

#include <gtest/gtest.h>

namespace ripcord::capture {
namespace {

class PortsTest : public testing::Test {
 protected:
  std::uint32_t connect(trace::What answer) {
    const std::uint32_t connection = log_.add_connection(client_, service_);
    log_.append({.connection = connection, .what = trace::What::connect_requested});
    log_.append({.connection = connection, .what = answer});
    return connection;
  }
  void say(std::string_view event, std::uint16_t port) {
    log_.happening(Time{}, {.event = log_.intern(event), .client = client_, .port = port});
  }

  trace::Legend legend_;
  trace::Log log_{legend_};
  trace::NameId client_ = log_.intern("ntbackup");
  trace::NameId service_ = log_.intern("store");
};

TEST_F(PortsTest, are_those_that_a_client_was_connected_to) {
  const std::uint32_t connection = connect(trace::What::connect_established);
  say("connected", 49152);

  EXPECT_EQ(49152, Ports(log_).of(connection));
}

TEST_F(PortsTest, are_those_that_a_client_was_not_connected_to) {
  const std::uint32_t connection = connect(trace::What::connect_refused);
  say("connect_failed", 49152);

  EXPECT_EQ(49152, Ports(log_).of(connection));
}

TEST_F(PortsTest, go_to_connects_in_the_order_in_which_they_were_made) {
  connect(trace::What::connect_established);
  const std::uint32_t second = connect(trace::What::connect_established);
  say("connected", 1001);
  say("connected", 1002);

  EXPECT_EQ(1002, Ports(log_).of(second));
}

TEST_F(PortsTest, are_the_services_where_the_client_says_nothing) {
  log_.listener(Time{}, {.service = service_, .port = 50000}, trace::Log::Change::opened);
  const std::uint32_t connection = connect(trace::What::connect_established);

  EXPECT_EQ(50000, Ports(log_).of(connection));
}

TEST_F(PortsTest, are_in_the_name_of_a_service_that_is_called_by_its_address) {
  service_ = log_.intern("192.0.2.1:5000");
  const std::uint32_t connection = connect(trace::What::connect_established);

  EXPECT_EQ(5000, Ports(log_).of(connection));
}

TEST_F(PortsTest, are_the_mappers_where_nothing_is_known) {
  const std::uint32_t connection = connect(trace::What::connect_established);

  EXPECT_EQ(135, Ports(log_).of(connection));
}

}  // namespace
}  // namespace ripcord::capture
