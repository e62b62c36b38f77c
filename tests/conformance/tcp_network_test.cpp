#include "tests/conformance/loopback_socket.hpp"
#include "tests/conformance/pending.hpp"
#include "transports/base/assert.hpp"
#include "transports/io/errors.hpp"
#include "transports/tcp/connection.hpp"
#include "transports/tcp/endpoint.hpp"
#include "transports/tcp/network.hpp"
#include "transports/tcp/resolve.hpp"
#include "transports/tcp/runtime.hpp"

#include <gtest/gtest.h>

#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

// What only TCP has: families of addresses, names, and the kernel's limits.
namespace ripcord::conformance {
namespace {

using io::errc;

/// No descriptor is left to this process while it lives. Sanitizers want some for what they see the
/// first time, so a test does before what it does in want of them.
class NoDescriptors {
 public:
  NoDescriptors() {
    getrlimit(RLIMIT_NOFILE, &before_);
    const rlimit none{.rlim_cur = 0, .rlim_max = before_.rlim_max};
    setrlimit(RLIMIT_NOFILE, &none);
  }
  ~NoDescriptors() { setrlimit(RLIMIT_NOFILE, &before_); }
  NoDescriptors(const NoDescriptors&) = delete;
  NoDescriptors& operator=(const NoDescriptors&) = delete;

 private:
  rlimit before_{};
};

/// Every host is 127.0.0.1, and every port is 1,000 more than it is called.
class Disguise final : public tcp::Naming {
 public:
  [[nodiscard]] Result<io::Address> real(const io::Address& named) const override {
    const bool any = named.port == 0;
    return io::Address("127.0.0.1", any ? 0 : static_cast<std::uint16_t>(named.port + 1000));
  }
  [[nodiscard]] io::Address named(const io::Address& real) const override {
    return {"somebody", static_cast<std::uint16_t>(real.port - 1000)};
  }
};

/// A server straight on the kernel's calls. On loopback a client is connected before it is
/// accepted.
class PlainServer {
 public:
  PlainServer() = default;
  ~PlainServer() {
    if (client_ >= 0) close(client_);
  }
  PlainServer(const PlainServer&) = delete;
  PlainServer& operator=(const PlainServer&) = delete;

  [[nodiscard]] io::Address address() const { return listener_.address(); }
  void send_and_reset() const {
    const int client = accept(listener_.descriptor(), nullptr, nullptr);
    RIPCORD_ASSERT(send(client, "x", 1, 0) == 1);
    const linger at_once{.l_onoff = 1, .l_linger = 0};
    RIPCORD_ASSERT(setsockopt(client, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once) == 0);
    close(client);
  }
  /// "a", an urgent byte, "b".
  void send_with_urgent_mark() {
    client_ = accept(listener_.descriptor(), nullptr, nullptr);
    RIPCORD_ASSERT(send(client_, "a", 1, 0) == 1);
    RIPCORD_ASSERT(send(client_, "!", 1, MSG_OOB) == 1);
    RIPCORD_ASSERT(send(client_, "b", 1, 0) == 1);
  }

 private:
  LoopbackSocket listener_{1};
  int client_ = -1;
};

class TcpNetworkTest : public testing::Test {
 protected:
  [[nodiscard]] bool run_until(const std::function<bool()>& done) {
    constexpr Duration patience = std::chrono::seconds(20);
    return runtime_.run_until(done, after(runtime_.now(), patience)) == tcp::Stop::done;
  }
  [[nodiscard]] bool can_connect(io::Listener& listener) {
    PendingConnect connect(network_, listener.address());
    PendingAccept accept(listener);
    return result_of(connect).has_value() && result_of(accept).has_value();
  }
  template <typename PendingOperation>
  Result<std::unique_ptr<io::Stream>> result_of(PendingOperation& operation) {
    EXPECT_TRUE(run_until([&] { return operation.done(); }));
    return operation.take_result();
  }

  /// What reading a byte comes to.
  ErrorCode read(io::Stream& stream) {
    Bytes buffer(1);
    const PendingRead reading(stream, buffer);
    EXPECT_TRUE(run_until([&] { return reading.done(); }));
    return reading.error();
  }

  tcp::Runtime runtime_;
  tcp::Network network_{runtime_};
};

TEST_F(TcpNetworkTest, connects_over_ipv6) {
  const std::unique_ptr<io::Listener> listener = *network_.listen({"::1", 0});

  PendingConnect connect(network_, listener->address());

  EXPECT_EQ("::1", (*result_of(connect))->peer_address().host);
}

TEST_F(TcpNetworkTest, listens_at_one_port_of_either_family) {
  const std::unique_ptr<io::Listener> v4 = *network_.listen({"0.0.0.0", 0});

  const Result<std::unique_ptr<io::Listener>> v6 = network_.listen({"::", v4->address().port});

  EXPECT_TRUE(v6.has_value());
}

TEST_F(TcpNetworkTest, reads_what_was_sent_before_a_reset_that_came_while_it_connected) {
  const PlainServer server;
  PendingConnect connect(network_, server.address());
  server.send_and_reset();

  const Result<std::unique_ptr<io::Stream>> stream = result_of(connect);

  ASSERT_TRUE(stream.has_value());
  EXPECT_EQ(ErrorCode(), read(**stream));
  EXPECT_EQ(errc::connection_reset, read(**stream));
}

TEST_F(TcpNetworkTest, tells_its_reader_of_a_reset_that_was_told_to_who_connected) {
  const PlainServer server;
  sockets::Socket socket = *sockets::Socket::open(AF_INET);
  ASSERT_EQ(boost::system::errc::operation_in_progress,
            socket.connect(*tcp::endpoint_of(server.address())));
  server.send_and_reset();
  ASSERT_EQ(errc::connection_reset, socket.take_error());

  tcp::Stream stream(runtime_, std::move(socket), {}, sockets::Birth::reset_by_peer);

  EXPECT_EQ(ErrorCode(), read(stream));
  EXPECT_EQ(errc::connection_reset, read(stream));
}

TEST_F(TcpNetworkTest, reads_on_behind_an_urgent_mark) {
  PlainServer server;
  PendingConnect connect(network_, server.address());
  const Result<std::unique_ptr<io::Stream>> stream = result_of(connect);
  Bytes before(8);
  Bytes behind(8);

  const PatientRead reading(**stream, before);
  server.send_with_urgent_mark();
  ASSERT_TRUE(run_until([&] { return reading.done(); }));
  const PatientRead reading_on(**stream, behind);
  ASSERT_TRUE(run_until([&] { return reading_on.done(); }));

  EXPECT_EQ('a', before.front());
  EXPECT_EQ('b', behind.front());
}

TEST_F(TcpNetworkTest, knows_localhost) {
  const std::unique_ptr<io::Listener> listener = *network_.listen({"127.0.0.1", 0});

  PendingConnect connect(network_, {"localhost", listener->address().port});

  EXPECT_TRUE(result_of(connect).has_value());
}

TEST_F(TcpNetworkTest, does_not_resolve_names_while_it_runs) {
  PendingConnect connect(network_, {"a.name.example", 135});

  EXPECT_EQ(errc::invalid_argument, result_of(connect).error());
}

TEST_F(TcpNetworkTest, connects_from_the_address_that_it_is_given) {
  tcp::Network elsewhere(runtime_, {.source = "127.0.0.2"});
  const std::unique_ptr<io::Listener> listener = *network_.listen({"127.0.0.1", 0});
  const PendingConnect connect(elsewhere, listener->address());

  PendingAccept accept(*listener);

  EXPECT_EQ("127.0.0.2", (*result_of(accept))->peer_address().host);
}

TEST_F(TcpNetworkTest, calls_addresses_as_its_naming_does) {
  const Disguise disguise;
  tcp::Network disguised(runtime_, {.naming = &disguise});
  const std::unique_ptr<io::Listener> listener = *disguised.listen({"somebody", 0});
  PendingConnect connect(disguised, listener->address());
  PendingAccept accept(*listener);

  const Result<std::unique_ptr<io::Stream>> near = result_of(connect);
  const Result<std::unique_ptr<io::Stream>> far = result_of(accept);

  EXPECT_EQ("somebody", (*near)->local_address().host);
  EXPECT_EQ((*near)->local_address(), (*far)->peer_address());
}

TEST_F(TcpNetworkTest, says_that_no_descriptor_is_left_to_connect) {
  const std::unique_ptr<io::Listener> listener = *network_.listen({"127.0.0.1", 0});
  ASSERT_TRUE(can_connect(*listener));

  std::optional<NoDescriptors> none(std::in_place);
  PendingConnect connect(network_, listener->address());
  none.reset();

  EXPECT_EQ(errc::too_many_files, result_of(connect).error());
}

TEST_F(TcpNetworkTest, says_that_no_descriptor_is_left_to_listen) {
  const std::unique_ptr<io::Listener> before = *network_.listen({"127.0.0.1", 0});

  std::optional<NoDescriptors> none(std::in_place);
  const Result<std::unique_ptr<io::Listener>> listener = network_.listen({"127.0.0.1", 0});
  none.reset();

  EXPECT_EQ(errc::too_many_files, listener.error());
}

TEST_F(TcpNetworkTest, an_accept_waits_until_there_are_descriptors_again) {
  const std::unique_ptr<io::Listener> listener = *network_.listen({"127.0.0.1", 0});
  ASSERT_TRUE(can_connect(*listener));
  PendingConnect connect(network_, listener->address());
  const Result<std::unique_ptr<io::Stream>> client = result_of(connect);

  std::optional<NoDescriptors> none(std::in_place);
  PendingAccept accept(*listener);
  none.reset();

  EXPECT_FALSE(accept.done());
  EXPECT_TRUE(result_of(accept).has_value());
}

TEST(Resolve, knows_the_numeric_address_of_localhost) {
  EXPECT_EQ("127.0.0.1", *tcp::resolve("localhost"));
}

TEST(Resolve, leaves_a_numeric_address_as_it_is) { EXPECT_EQ("::1", *tcp::resolve("::1")); }

TEST(Resolve, does_not_know_what_nobody_knows) {
  EXPECT_EQ(errc::host_unreachable, tcp::resolve("not a name").error());
}

}  // namespace
}  // namespace ripcord::conformance
