#include "tests/support/destroy_everywhere.hpp"
#include "transports/io/deadline.hpp"
#include "transports/io/errors.hpp"
#include "transports/io/group.hpp"
#include "transports/io/signal.hpp"
#include "transports/io/stream.hpp"
#include "transports/io/timer.hpp"
#include "transports/sim/network.hpp"

#include <gtest/gtest.h>

#include <memory>

namespace ripcord::sim {
namespace {

using namespace std::chrono_literals;

/// A server that echoes, and clients that call it: every kind of operation is under way somewhere
/// in it.
class EchoWorld final : public test::World {
 public:
  enum class Manners : std::uint8_t { finish, abort };

  EchoWorld(Runtime& runtime, Manners manners)
      : runtime_(runtime),
        network_(runtime, {.latency = {1ms, 5ms}, .buffer_bytes_max = 64, .segment_bytes_max = 10}),
        manners_(manners),
        listener_(*network_.host("server").listen({"server", 7})),
        finished_(runtime),
        connections_(runtime),
        group_(runtime) {
    group_.spawn(serve());
    group_.spawn(call(1));
    group_.spawn(call(2));
    group_.spawn(watch());
    network_.host("black hole");
    network_.cut("black hole");
    group_.spawn(call_nobody());
  }

 private:
  io::Task<void> serve() {
    for (;;) {
      Result<std::unique_ptr<io::Stream>> stream = co_await listener_->accept();
      if (!stream) co_return;
      connections_.spawn(echo(std::move(*stream)));
    }
  }

  io::Task<void> echo(std::unique_ptr<io::Stream> stream) {
    Bytes buffer(32);
    for (;;) {
      const Result<std::size_t> count = co_await stream->read_some(buffer);
      if (!count) co_return;
      const ByteView read = ByteView(buffer).first(*count);
      const Result<void> written = co_await io::write_all(*stream, read);
      if (!written) co_return;
    }
  }

  io::Task<void> call(int rounds) {
    const Result<std::unique_ptr<io::Stream>> stream =
        co_await network_.host("client").connect({"server", 7}, Time(1s));
    if (!stream) co_return;
    for (int i = 0; i < rounds; ++i) {
      const io::Deadline deadline(runtime_, **stream, Time(2s));
      const Bytes sent(100);
      const Result<void> written = co_await io::write_all(**stream, sent);
      if (!written) co_return;
      if (manners_ == Manners::abort) (*stream)->abort();
      Bytes received(100);
      const Result<void> read = co_await io::read_exactly(**stream, received);
      if (!read) co_return;
    }
    (*stream)->finish();
    finished_.set();
  }

  io::Task<void> call_nobody() {
    const Result<std::unique_ptr<io::Stream>> stream =
        co_await network_.host("client").connect({"black hole", 7}, Time(3s));
    finished_.set();
  }

  io::Task<void> watch() { co_await finished_.wait_until(Time(4s)); }

  Runtime& runtime_;
  Network network_;
  Manners manners_;
  std::unique_ptr<io::Listener> listener_;
  io::Signal finished_;
  io::Group connections_;
  io::Group group_;
};

TEST(DestroyAfterEveryStep, leaves_nothing_of_a_world_that_ends_well) {
  const test::Destruction destruction = test::destroy_after_every_step([](Runtime& runtime) {
    return std::make_unique<EchoWorld>(runtime, EchoWorld::Manners::finish);
  });

  EXPECT_EQ("", destruction.leaks);
  EXPECT_LT(50U, destruction.steps);
}

TEST(DestroyAfterEveryStep, leaves_nothing_of_a_world_that_aborts) {
  const test::Destruction destruction = test::destroy_after_every_step([](Runtime& runtime) {
    return std::make_unique<EchoWorld>(runtime, EchoWorld::Manners::abort);
  });

  EXPECT_EQ("", destruction.leaks);
  EXPECT_LT(20U, destruction.steps);
}

TEST(DestroyAfterEveryStep, leaves_nothing_of_a_world_in_a_seeded_order) {
  const test::Destruction destruction = test::destroy_after_every_step(
      [](Runtime& runtime) {
        return std::make_unique<EchoWorld>(runtime, EchoWorld::Manners::finish);
      },
      {.seed = 3, .schedule = Schedule::seeded});

  EXPECT_EQ("", destruction.leaks);
  EXPECT_LT(50U, destruction.steps);
}

/// A world that leaves a stream behind.
class LeakyWorld final : public test::World {
 public:
  explicit LeakyWorld(Runtime& runtime) { ++runtime.census().streams; }
};

TEST(DestroyAfterEveryStep, tells_what_was_left) {
  const test::Destruction destruction = test::destroy_after_every_step(
      [](Runtime& runtime) { return std::make_unique<LeakyWorld>(runtime); });

  EXPECT_EQ(
      "after step 0: 0 ready, 0 armed, 1 streams, 0 listeners, 0 connections, 0 tasks, 0 blocks\n",
      destruction.leaks);
}

}  // namespace
}  // namespace ripcord::sim
