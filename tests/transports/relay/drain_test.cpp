#include "tests/transports/relay/relay_fixture.hpp"
#include "transports/io/timer.hpp"
#include "transports/trace/record.hpp"

#include <gtest/gtest.h>

#include <optional>

// A reset discards what has not arrived, so a relay waits for it, but not for ever.
namespace ripcord::relay {
namespace {

using namespace std::chrono_literals;

/// A server's machine that acknowledges when a test says so.
struct Machine {
  std::size_t unacknowledged = 0;
  std::optional<Time> reset_at;
};

class SlowStream final : public io::Stream {
 public:
  SlowStream(io::Runtime& runtime, Machine& machine) : io::Stream(runtime, {}), machine_(machine) {}

  void finish() override {}
  void abort() override {
    machine_.reset_at = runtime().now();
    fail_pending(io::errc::operation_aborted);
  }
  [[nodiscard]] std::optional<std::size_t> unacknowledged() const override {
    return machine_.unacknowledged;
  }

 private:
  io::Start try_read(io::ReadOperation& /*operation*/) override { return io::Start::pending; }
  io::Start try_write(io::WriteOperation& operation) override {
    operation.succeed(operation.bytes().size());
    return io::Start::done;
  }

  Machine& machine_;
};

class SlowNetwork final : public io::Network {
 public:
  SlowNetwork(io::Runtime& runtime, Machine& machine) : io::Network(runtime), machine_(machine) {}

  [[nodiscard]] Result<std::unique_ptr<io::Listener>> listen(io::Address /*local*/) override {
    return ErrorCode(io::errc::invalid_argument);
  }

 private:
  io::Start begin_connect(io::ConnectOperation& operation) override {
    operation.succeed(std::make_unique<SlowStream>(runtime(), machine_));
    return io::Start::done;
  }

  Machine& machine_;
};

/// A rule resets the connection in the middle of the client's first unit.
class DrainTest : public RelayTest {
 protected:
  void SetUp() override {
    build({{.when = {{"offset", "3"}}, .kind = "reset"}});
    connector_ = std::make_unique<Connector>(
        Connector::Parts{.relays = *relays_, .upstream = network_of_machine_, .lanes = lanes_},
        "client");
    group_.spawn(connect({"server", 135}, never));
    run();
    client_sends(toy::question({.operation = 1, .stub = {1, 2, 3}}));
  }

  io::Task<void> acknowledge_at(Time when) {
    co_await io::sleep_until(runtime_, when);
    machine_.unacknowledged = 0;
  }

  /// The record of what the reset took back.
  [[nodiscard]] trace::Record taken_back() const {
    for (const trace::Record& record : log_->records()) {
      const bool is_it =
          record.what == trace::What::discarded && (record.flags & trace::flag::number) != 0;
      if (is_it) return record;
    }
    return {};
  }

  Machine machine_;
  SlowNetwork network_of_machine_{runtime_, machine_};
};

TEST_F(DrainTest, resets_at_once_where_everything_has_arrived) {
  run();

  EXPECT_EQ(Time(0s), machine_.reset_at);
}

TEST_F(DrainTest, waits_for_what_has_not_arrived) {
  machine_.unacknowledged = 3;
  group_.spawn(acknowledge_at(Time(50ms)));

  run();

  EXPECT_LE(Time(50ms), machine_.reset_at);
  EXPECT_GT(Time(Relay::drain_max), machine_.reset_at);
}

TEST_F(DrainTest, does_not_wait_longer_than_its_limit) {
  machine_.unacknowledged = 3;

  run();

  EXPECT_EQ(Time(200ms), machine_.reset_at);
}

TEST_F(DrainTest, says_what_arrived_and_what_was_taken_back) {
  machine_.unacknowledged = 2;

  run();

  EXPECT_EQ(1U, taken_back().value);
  EXPECT_EQ(2U, taken_back().length);
}

TEST_F(DrainTest, ends_its_relay) {
  machine_.unacknowledged = 2;

  run();

  EXPECT_EQ(0U, relays_->size());
}

}  // namespace
}  // namespace ripcord::relay
