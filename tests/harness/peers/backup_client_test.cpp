#include "tests/harness/peers/backup_world.hpp"
#include "tests/support/destroy_everywhere.hpp"

#include <gtest/gtest.h>

namespace ripcord::peers {
namespace {

using namespace std::chrono_literals;
using scenario::ClientSpec;

/// A world that has played until nothing was left to do, or ten minutes had passed.
class BackupTest : public testing::Test {
 protected:
  void build(const ClientSpec& spec) { world.emplace(runtime, spec); }
  void play() { runtime.run_until_idle({.time = runtime.now() + 10min}); }
  void back_up() {
    world->begin_backup();
    play();
  }
  void when(Event event, std::function<void()> act) {
    world->said_by_server.react =
        [this, event, act, fired = false](const Happening& happening) mutable {
          if (fired || happening.event != event) return;
          fired = true;
          act();
        };
  }
  [[nodiscard]] ReceivedFile stored(std::size_t index) const {
    const StoredFile& file = world->service.files()[index];
    return {.name = file.name, .size = file.content.size(), .digest = file.digest};
  }

  sim::Runtime runtime{{.seed = 1}};
  std::optional<BackupWorld> world;
};

TEST_F(BackupTest, receives_both_files_as_they_are_stored) {
  build({});

  back_up();

  ASSERT_TRUE(world->outcome);
  EXPECT_EQ(Ending::completed, world->outcome->ending);
  EXPECT_EQ((std::vector{stored(0), stored(1)}), world->outcome->files);
}

TEST_F(BackupTest, leaves_no_handle_behind) {
  build({});

  back_up();

  EXPECT_EQ(3U, world->said_by_server.count(Event::handle_created));
  EXPECT_EQ(3U, world->said_by_server.count(Event::handle_destroyed));
}

TEST_F(BackupTest, fails_on_the_second_file_when_a_cached_endpoint_has_moved) {
  build({.endpoint_policy = scenario::EndpointPolicy::cached});
  when(Event::file_closed, [this] { world->move_service(); });

  back_up();

  ASSERT_TRUE(world->outcome);
  EXPECT_EQ(Ending::failed, world->outcome->ending);
  EXPECT_EQ("pub.edb", world->outcome->file);
  EXPECT_EQ("BackupRead", world->outcome->operation);
  EXPECT_EQ(0x102U, world->outcome->error);
  EXPECT_EQ(8010U, world->outcome->event);
  EXPECT_EQ("The Microsoft Exchange services returned 102 from a call to BackupRead() data.",
            world->outcome->event_text);
}

TEST_F(BackupTest, follows_a_moved_endpoint_that_it_validates) {
  build({});
  when(Event::file_closed, [this] { world->move_service(); });

  back_up();

  ASSERT_TRUE(world->outcome);
  EXPECT_EQ(Ending::completed, world->outcome->ending);
  EXPECT_EQ((std::vector{stored(0), stored(1)}), world->outcome->files);
  EXPECT_LT(runtime.now(), Time(10s));
}

TEST(BackupWorldDies, after_any_step_without_a_trace) {
  const test::Destruction destruction =
      test::destroy_after_every_step([](sim::Runtime& runtime) -> std::unique_ptr<test::World> {
        auto world = std::make_unique<BackupWorld>(runtime, ClientSpec{});
        world->begin_backup();
        return world;
      });

  EXPECT_EQ("", destruction.leaks);
}

}  // namespace
}  // namespace ripcord::peers
