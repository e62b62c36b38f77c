#include "tests/conformance/stage.hpp"
#include "transports/io/deadline.hpp"
#include "transports/io/frame_pool.hpp"
#include "transports/io/group.hpp"
#include "transports/io/runtime.hpp"
#include "transports/io/stream.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>

namespace ripcord::conformance {
namespace {

/// A server that echoes, a client that calls it, and one that calls nobody.
class EchoWorld {
 public:
  explicit EchoWorld(NetworkStage& stage)
      : stage_(stage),
        listener_(*stage.server().listen(stage.server_address())),
        connections_(stage.runtime()),
        group_(stage.runtime()) {
    group_.spawn(serve());
    group_.spawn(call(listener_->address()));
    group_.spawn(call(stage.black_hole()));
  }

  [[nodiscard]] bool ended() const noexcept { return ended_; }

 private:
  io::Task<void> serve() {
    for (;;) {
      Result<std::unique_ptr<io::Stream>> stream = co_await listener_->accept();
      if (!stream) co_return;
      connections_.spawn(echo(std::move(*stream)));
    }
  }

  static io::Task<void> echo(std::unique_ptr<io::Stream> stream) {
    Bytes buffer(8);
    for (;;) {
      const Result<std::size_t> count = co_await stream->read_some(buffer);
      if (!count) co_return;
      const ByteView read = ByteView(buffer).first(*count);
      const Result<void> written = co_await io::write_all(*stream, read);
      if (!written) co_return;
    }
  }

  io::Task<void> call(io::Address remote) {
    io::Runtime& runtime = stage_.runtime();
    const Time deadline = after(runtime.now(), std::chrono::hours(1));
    const Result<std::unique_ptr<io::Stream>> stream =
        co_await stage_.client().connect(remote, deadline);
    if (!stream) co_return;
    const io::Deadline limit(runtime, **stream, deadline);
    const Bytes sent(20);
    const Result<void> written = co_await io::write_all(**stream, sent);
    (*stream)->finish();
    Bytes received(20);
    const Result<void> read = co_await io::read_exactly(**stream, received);
    ended_ = written && read;
  }

  NetworkStage& stage_;
  std::unique_ptr<io::Listener> listener_;
  bool ended_ = false;
  io::Group connections_;
  io::Group group_;
};

class DestroyConformance : public testing::TestWithParam<const char*> {
 protected:
  struct Outcome {
    bool ended = false;
    io::LiveCounts live;
    std::size_t blocks = 0;
  };

  /// Destroys a fresh world after so many steps.
  static Outcome destroy_after(int steps) {
    Outcome outcome;
    const std::size_t blocks_before = io::live_blocks();
    std::unique_ptr<NetworkStage> stage = make_network_stage(GetParam());
    std::optional<EchoWorld> world(*stage);
    int taken = 0;
    static_cast<void>(stage->run_until([&] { return world->ended() || taken++ == steps; }));
    outcome.ended = world->ended();
    world.reset();
    outcome.live = stage->runtime().live();
    stage.reset();
    outcome.blocks = io::live_blocks() - blocks_before;
    return outcome;
  }
};

TEST_P(DestroyConformance, a_world_can_be_destroyed_after_every_step) {
  constexpr int steps_max = 1000;
  Outcome outcome;
  int steps = 0;
  for (; steps < steps_max && !outcome.ended; ++steps) {
    SCOPED_TRACE("after step " + std::to_string(steps));
    outcome = destroy_after(steps);
    EXPECT_EQ(0U, outcome.live.listeners + outcome.live.tasks);
    // The network's own included, which has died by then.
    EXPECT_EQ(0U, outcome.blocks);
  }

  EXPECT_TRUE(outcome.ended);
  EXPECT_LT(5, steps);
}

INSTANTIATE_TEST_SUITE_P(Transports,
                         DestroyConformance,
                         testing::Values("sim", "sim_seeded", "tcp", "local"),
                         transport_name);

}  // namespace
}  // namespace ripcord::conformance
