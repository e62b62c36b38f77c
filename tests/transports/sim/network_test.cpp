#include "transports/sim/network.hpp"

#include "transports/io/errors.hpp"
#include "transports/io/group.hpp"
#include "transports/io/timer.hpp"
#include "transports/sim/runtime.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <vector>

namespace ripcord::sim {
namespace {

using namespace std::chrono_literals;

/// A client and a server on two hosts, and what each of them notes.
class NetworkTest : public testing::Test {
 protected:
  struct Arrival {
    Time when;
    std::size_t bytes;

    friend bool operator==(const Arrival&, const Arrival&) = default;
  };

  void build(NetworkOptions options) {
    network_.emplace(runtime_, options);
    network_->host("server");
    listener_ = *network_->host("server").listen({"server", 135});
  }

  void connect(Time deadline = never) { group_.spawn(connect_once({"server", 135}, deadline)); }

  io::Task<void> connect_once(io::Address remote, Time deadline) {
    Result<std::unique_ptr<io::Stream>> stream =
        co_await network_->host("client").connect(std::move(remote), deadline);
    connected_at_ = runtime_.now();
    if (stream) {
      client_ = std::move(*stream);
    } else {
      connect_error_ = stream.error();
    }
  }

  io::Task<void> accept_once() {
    Result<std::unique_ptr<io::Stream>> stream = co_await listener_->accept();
    server_ = std::move(*stream);
  }

  io::Task<void> note_arrivals(io::Stream& stream) {
    Bytes buffer(100'000);
    for (;;) {
      const Result<std::size_t> count = co_await stream.read_some(buffer);
      if (!count) {
        read_error_ = count.error();
        co_return;
      }
      arrivals_.push_back({runtime_.now(), *count});
    }
  }

  io::Task<void> write(io::Stream& stream, std::size_t size) {
    const Bytes bytes(size);
    const Result<void> written = co_await io::write_all(stream, bytes);
    write_error_ = written ? ErrorCode() : written.error();
  }

  /// Connects both ends.
  void establish() {
    connect();
    group_.spawn(accept_once());
    runtime_.run_until_idle();
  }

  Runtime runtime_{{}};
  std::optional<Network> network_;
  std::unique_ptr<io::Listener> listener_;
  std::unique_ptr<io::Stream> client_;
  std::unique_ptr<io::Stream> server_;
  Time connected_at_{};
  ErrorCode connect_error_;
  ErrorCode read_error_;
  ErrorCode write_error_;
  std::vector<Arrival> arrivals_;
  io::Group group_{runtime_};
};

TEST_F(NetworkTest, connects_in_a_round_trip) {
  build({.latency = {5ms, 5ms}});

  establish();

  EXPECT_EQ(Time(10ms), connected_at_);
}

TEST_F(NetworkTest, connects_before_anybody_accepts) {
  build({});

  connect();
  runtime_.run_until_idle();

  EXPECT_NE(nullptr, client_);
}

TEST_F(NetworkTest, refuses_where_nobody_listens_after_a_round_trip) {
  build({.latency = {5ms, 5ms}});
  listener_.reset();

  connect();
  runtime_.run_until_idle();

  EXPECT_EQ(io::errc::connection_refused, connect_error_);
  EXPECT_EQ(Time(10ms), connected_at_);
}

TEST_F(NetworkTest, does_not_reach_a_host_that_nobody_named) {
  build({});
  group_.spawn(connect_once({"nowhere", 1}, never));

  runtime_.run_until_idle();

  EXPECT_EQ(io::errc::host_unreachable, connect_error_);
}

TEST_F(NetworkTest, carries_a_write_in_segments_after_its_latency) {
  build({.latency = {5ms, 5ms}, .segment_bytes_max = 1000});
  establish();
  group_.spawn(note_arrivals(*server_));

  group_.spawn(write(*client_, 2500));
  runtime_.run_until_idle();

  // Established at 10 ms; segments that arrive together are read one by one or together, here as
  // they come.
  EXPECT_THAT(arrivals_,
              testing::ElementsAre(Arrival{Time(15ms), 1000}, Arrival{Time(15ms), 1500}));
}

TEST_F(NetworkTest, keeps_the_order_whatever_each_segment_draws) {
  build({.latency = {0ms, 10ms}, .segment_bytes_max = 100});
  establish();
  group_.spawn(note_arrivals(*server_));

  group_.spawn(write(*client_, 10'000));
  runtime_.run_until_idle();

  EXPECT_TRUE(std::is_sorted(arrivals_.begin(),
                             arrivals_.end(),
                             [](const Arrival& a, const Arrival& b) { return a.when < b.when; }));
}

TEST_F(NetworkTest, sends_no_faster_than_its_bandwidth) {
  build({.bytes_per_second = 1000, .segment_bytes_max = 500});
  establish();
  group_.spawn(note_arrivals(*server_));

  group_.spawn(write(*client_, 1500));
  runtime_.run_until_idle();

  EXPECT_THAT(
      arrivals_,
      testing::ElementsAre(
          Arrival{Time(500ms), 500}, Arrival{Time(1000ms), 500}, Arrival{Time(1500ms), 500}));
}

TEST_F(NetworkTest, an_abort_discards_what_the_bandwidth_kept_from_leaving) {
  build({.bytes_per_second = 1000, .segment_bytes_max = 500});
  establish();
  group_.spawn(note_arrivals(*server_));
  group_.spawn(write(*client_, 1500));
  runtime_.run_until_idle({.time = Time(700ms)});

  client_->abort();
  runtime_.run_until_idle();

  EXPECT_THAT(arrivals_, testing::ElementsAre(Arrival{Time(500ms), 500}));
  EXPECT_EQ(io::errc::connection_reset, read_error_);
}

TEST_F(NetworkTest, a_writer_waits_for_a_reader_when_the_buffer_is_full) {
  build({.buffer_bytes_max = 1000});
  establish();

  group_.spawn(write(*client_, 1001));
  runtime_.run_until_idle();

  EXPECT_EQ(1U, group_.size());
}

TEST_F(NetworkTest, a_writer_goes_on_when_the_reader_has_read) {
  build({.buffer_bytes_max = 1000});
  establish();
  group_.spawn(write(*client_, 1001));
  runtime_.run_until_idle();
  Bytes buffer(1);

  group_.spawn([](io::Stream& stream, Bytes& bytes) -> io::Task<void> {
    static_cast<void>(co_await stream.read_some(bytes));
  }(*server_, buffer));
  runtime_.run_until_idle();

  EXPECT_TRUE(group_.empty());
}

TEST_F(NetworkTest, reads_whole_what_has_arrived) {
  build({.reads = Reads::whole});
  establish();
  group_.spawn(write(*client_, 1000));
  runtime_.run_until_idle();

  group_.spawn(note_arrivals(*server_));
  runtime_.run_until_idle();

  EXPECT_EQ(1U, arrivals_.size());
}

TEST_F(NetworkTest, reads_now_and_then_a_piece_when_reads_are_seeded) {
  build({.bytes_per_second = 1'000'000, .segment_bytes_max = 1000, .reads = Reads::seeded});
  establish();
  group_.spawn(note_arrivals(*server_));

  group_.spawn(write(*client_, 60'000));
  runtime_.run_until_idle();

  EXPECT_THAT(arrivals_, testing::Contains(testing::Field(&Arrival::bytes, testing::Lt(1000U))));
}

TEST_F(NetworkTest, a_cut_host_receives_nothing) {
  build({});
  establish();
  group_.spawn(note_arrivals(*server_));

  network_->cut("server");
  group_.spawn(write(*client_, 10));
  runtime_.run_until_idle();

  EXPECT_TRUE(arrivals_.empty());
}

TEST_F(NetworkTest, a_cut_host_sends_nothing) {
  build({});
  establish();
  group_.spawn(note_arrivals(*server_));

  network_->cut("client");
  group_.spawn(write(*client_, 10));
  runtime_.run_until_idle();

  EXPECT_TRUE(arrivals_.empty());
}

TEST_F(NetworkTest, what_a_cut_held_arrives_when_it_is_healed) {
  build({.latency = {5ms, 5ms}});
  establish();
  group_.spawn(note_arrivals(*server_));
  network_->cut("server");
  group_.spawn(write(*client_, 10));
  runtime_.run_until_idle();

  network_->heal("server");
  runtime_.run_until_idle();

  // Sent at 10 ms, held at 15 ms, which is when the world came to rest and was healed.
  EXPECT_THAT(arrivals_, testing::ElementsAre(Arrival{Time(20ms), 10}));
}

TEST_F(NetworkTest, a_connection_is_cut_until_both_its_hosts_are_healed) {
  build({});
  establish();
  group_.spawn(note_arrivals(*server_));
  network_->cut("server");
  network_->cut("client");
  group_.spawn(write(*client_, 10));
  runtime_.run_until_idle();

  network_->heal("server");
  runtime_.run_until_idle();

  EXPECT_TRUE(arrivals_.empty());
}

TEST_F(NetworkTest, nobody_is_told_of_an_abort_behind_a_cut) {
  build({});
  establish();
  group_.spawn(note_arrivals(*client_));
  network_->cut("server");

  server_->abort();
  runtime_.run_until_idle();

  EXPECT_EQ(ErrorCode(), read_error_);
}

TEST_F(NetworkTest, a_connect_into_a_black_hole_waits_for_its_deadline) {
  build({});
  network_->cut("server");

  connect(Time(30s));
  runtime_.run_until_idle();

  EXPECT_EQ(io::errc::timed_out, connect_error_);
  EXPECT_EQ(Time(30s), connected_at_);
}

TEST_F(NetworkTest, a_connect_into_a_black_hole_waits_for_ever_without_a_deadline) {
  build({});
  network_->cut("server");

  connect();
  runtime_.run_until_idle();

  EXPECT_EQ(1U, group_.size());
}

TEST_F(NetworkTest, a_connect_goes_on_when_the_cut_is_healed) {
  build({});
  network_->cut("server");
  connect();
  runtime_.run_until_idle();

  network_->heal("server");
  runtime_.run_until_idle();

  EXPECT_NE(nullptr, client_);
}

TEST_F(NetworkTest, resets_a_connection_whose_connect_was_given_up) {
  build({.latency = {5ms, 5ms}});
  connect(Time(7ms));
  group_.spawn(accept_once());
  runtime_.run_until_idle();

  group_.spawn(note_arrivals(*server_));
  runtime_.run_until_idle();

  EXPECT_EQ(io::errc::connection_reset, read_error_);
}

TEST_F(NetworkTest, a_listener_that_dies_resets_who_was_not_accepted) {
  build({});
  connect();
  runtime_.run_until_idle();
  group_.spawn(note_arrivals(*client_));

  listener_.reset();
  runtime_.run_until_idle();

  EXPECT_EQ(io::errc::connection_reset, read_error_);
}

TEST_F(NetworkTest, has_nothing_left_alive_when_it_has_died) {
  build({.latency = {5ms, 5ms}});
  establish();
  group_.spawn(write(*client_, 10));
  connect();
  runtime_.run_until_idle({.steps = runtime_.steps() + 2});

  group_.clear();
  listener_.reset();
  client_.reset();
  server_.reset();
  network_.reset();

  EXPECT_EQ(io::LiveCounts{}, runtime_.live());
}

TEST_F(NetworkTest, one_connection_more_elsewhere_shifts_no_draw) {
  build({.seed = 5, .latency = {1ms, 100ms}});
  connect();
  runtime_.run_until_idle();
  const Time alone = connected_at_;
  Runtime other_runtime({});
  Network other_network(other_runtime, {.seed = 5, .latency = {1ms, 100ms}});
  const std::unique_ptr<io::Listener> listener =
      *other_network.host("server").listen({"server", 135});
  Time beside{};
  io::Group group(other_runtime);
  struct Connects {
    static io::Task<void> from(Network& network, std::string_view name, Time& done) {
      const Result<std::unique_ptr<io::Stream>> stream =
          co_await network.host(name).connect({"server", 135});
      done = network.runtime().now();
    }
  };
  Time ignored{};
  group.spawn(Connects::from(other_network, "somebody else", ignored));
  group.spawn(Connects::from(other_network, "client", beside));

  other_runtime.run_until_idle();

  EXPECT_EQ(alone, beside);
}

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
