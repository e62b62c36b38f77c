#include "tests/conformance/pending.hpp"
#include "tests/support/temporary_folder.hpp"
#include "transports/base/assert.hpp"
#include "transports/io/errors.hpp"
#include "transports/local/network.hpp"
#include "transports/local/runtime.hpp"
#include "transports/local/switchboard.hpp"

#include <gtest/gtest.h>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <functional>
#include <memory>
#include <string>
#include <vector>

// What only Unix sockets have: paths, files, a backlog that refuses instead of waiting, and no
// reset.
namespace ripcord::conformance {
namespace {

using io::errc;
using StreamResult = Result<std::unique_ptr<io::Stream>>;

/// A client straight on the kernel's calls.
class PlainClient {
 public:
  explicit PlainClient(const std::string& path) : socket_(socket(AF_UNIX, SOCK_STREAM, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    RIPCORD_ASSERT(
        ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
  }
  ~PlainClient() { close(socket_); }
  PlainClient(const PlainClient&) = delete;
  PlainClient& operator=(const PlainClient&) = delete;

  void send(std::string text) const {
    RIPCORD_ASSERT(::send(socket_, text.data(), text.size(), 0) ==
                   static_cast<ssize_t>(text.size()));
  }
  void send_with_descriptor(std::string text) const {
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> room{};
    iovec bytes{.iov_base = text.data(), .iov_len = text.size()};
    msghdr message{};
    message.msg_iov = &bytes;
    message.msg_iovlen = 1;
    message.msg_control = room.data();
    message.msg_controllen = room.size();
    cmsghdr& control = *CMSG_FIRSTHDR(&message);
    control.cmsg_level = SOL_SOCKET;
    control.cmsg_type = SCM_RIGHTS;
    control.cmsg_len = CMSG_LEN(sizeof(int));
    std::memcpy(CMSG_DATA(&control), &socket_, sizeof socket_);
    RIPCORD_ASSERT(::sendmsg(socket_, &message, 0) == static_cast<ssize_t>(text.size()));
  }

 private:
  int socket_;
};

class LocalNetworkTest : public testing::Test {
 protected:
  [[nodiscard]] bool run_until(const std::function<bool()>& done) {
    constexpr Duration patience = std::chrono::seconds(20);
    return runtime_.run_until(done, after(runtime_.now(), patience)) == local::Stop::done;
  }
  template <typename PendingOperation>
  StreamResult result_of(PendingOperation& operation) {
    EXPECT_TRUE(run_until([&] { return operation.done(); }));
    return operation.take_result();
  }
  StreamResult connect(const io::Address& remote) {
    PendingConnect connect(network_, remote);
    return result_of(connect);
  }
  StreamResult accept(io::Listener& listener) {
    PendingAccept accept(listener);
    return result_of(accept);
  }
  /// How reading a byte ends.
  ErrorCode read(io::Stream& stream) {
    Bytes buffer(1);
    const PendingRead reading(stream, buffer);
    EXPECT_TRUE(run_until([&] { return reading.done(); }));
    return reading.error();
  }

  test::TemporaryFolder here_;
  io::Address socket_{here_ / "socket", 0};
  local::Runtime runtime_;
  /// Without a switchboard, as one end of a connection to somebody else's program.
  local::Network network_{runtime_};
};

TEST_F(LocalNetworkTest, has_a_file_where_it_listens) {
  const std::unique_ptr<io::Listener> listener = *network_.listen(socket_);

  EXPECT_TRUE(here_.has("socket"));
}

TEST_F(LocalNetworkTest, puts_the_port_behind_the_path) {
  const std::unique_ptr<io::Listener> listener = *network_.listen({here_ / "server", 135});

  EXPECT_TRUE(here_.has("server:135"));
}

TEST_F(LocalNetworkTest, removes_the_file_with_the_listener) {
  std::unique_ptr<io::Listener> listener = *network_.listen(socket_);

  listener.reset();

  EXPECT_FALSE(here_.has("socket"));
}

TEST_F(LocalNetworkTest, replaces_a_file_that_a_dead_process_left) {
  const std::string moved = here_ / "moved";
  {
    const std::unique_ptr<io::Listener> listener = *network_.listen({moved, 0});
    // Renamed, it is not found when its listener dies.
    ASSERT_EQ(0, std::rename(moved.c_str(), socket_.host.c_str()));
  }
  ASSERT_TRUE(here_.has("socket"));

  EXPECT_TRUE(network_.listen(socket_).has_value());
}

TEST_F(LocalNetworkTest, leaves_a_file_alone_that_is_no_socket) {
  here_.write("socket", "a letter");

  EXPECT_EQ(errc::address_in_use, network_.listen(socket_).error());
  EXPECT_EQ("a letter", here_.read("socket"));
}

TEST_F(LocalNetworkTest, refuses_a_path_that_no_kernel_takes) {
  EXPECT_EQ(errc::invalid_argument, network_.listen({here_ / std::string(108, 'x'), 0}).error());
}

TEST_F(LocalNetworkTest, is_refused_where_there_is_no_file) {
  EXPECT_EQ(errc::connection_refused, connect(socket_).error());
}

TEST_F(LocalNetworkTest, has_no_file_for_a_name_that_begins_with_an_at_sign) {
  const std::unique_ptr<io::Listener> listener = *network_.listen({"@" + socket_.host, 0});

  EXPECT_TRUE(connect(listener->address()).has_value());
  EXPECT_FALSE(here_.has("socket"));
}

TEST_F(LocalNetworkTest, says_where_a_connection_comes_from) {
  local::Network from(runtime_, {.source = here_ / "client"});
  const std::unique_ptr<io::Listener> listener = *network_.listen(socket_);
  const PendingConnect connecting(from, socket_);

  const StreamResult stream = accept(*listener);

  EXPECT_EQ((io::Address{"@" + (here_ / "client"), 32768}), (*stream)->peer_address());
}

TEST_F(LocalNetworkTest, reads_on_behind_a_message_that_brought_a_descriptor) {
  const std::unique_ptr<io::Listener> listener = *network_.listen(socket_);
  const PlainClient client(socket_.host);
  const StreamResult stream = accept(*listener);
  Bytes before(8);
  Bytes behind(8);

  const PatientRead reading(**stream, before);
  client.send_with_descriptor("a");
  client.send("b");
  ASSERT_TRUE(run_until([&] { return reading.done(); }));
  const PatientRead reading_on(**stream, behind);
  ASSERT_TRUE(run_until([&] { return reading_on.done(); }));

  EXPECT_EQ('a', before.front());
  EXPECT_EQ('b', behind.front());
}

TEST_F(LocalNetworkTest, an_abort_looks_like_the_end_to_somebody_else) {
  const std::unique_ptr<io::Listener> listener = *network_.listen(socket_);
  const StreamResult near = connect(socket_);
  const StreamResult far = accept(*listener);

  (*near)->abort();

  EXPECT_EQ(errc::eof, read(**far));
}

TEST_F(LocalNetworkTest, an_abort_with_unread_bytes_is_told_to_everybody) {
  const std::unique_ptr<io::Listener> listener = *network_.listen(socket_);
  const StreamResult near = connect(socket_);
  const StreamResult far = accept(*listener);
  const Bytes unread(1);
  const PendingWrite writing(**far, unread);

  (*near)->abort();

  EXPECT_EQ(errc::connection_reset, read(**far));
}

TEST_F(LocalNetworkTest, an_abort_is_told_to_who_is_on_the_switchboard) {
  local::Switchboard switchboard;
  local::Network network(runtime_, {.switchboard = &switchboard});
  const std::unique_ptr<io::Listener> listener = *network.listen(socket_);
  PendingConnect connecting(network, socket_);
  const StreamResult near = result_of(connecting);
  const StreamResult far = accept(*listener);

  (*near)->abort();

  EXPECT_EQ(errc::connection_reset, read(**far));
}

}  // namespace
}  // namespace ripcord::conformance
