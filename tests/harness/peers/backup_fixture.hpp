#pragma once

#include "tests/harness/peers/backup_world.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <optional>
#include <vector>

namespace ripcord::peers {

/// A backup that plays until nothing is left to do, or ten minutes have passed.
class BackupTest : public testing::Test {
 protected:
  void build(const scenario::ClientSpec& spec) { world.emplace(runtime, spec); }

  void back_up() {
    world->begin_backup();
    play();
  }
  void probe() {
    world->begin_probe();
    play();
  }
  void play() { runtime.run_until_idle({.time = runtime.now() + std::chrono::minutes(10)}); }

  static bool is_call_of(const Happening& happening, backup::Opnum operation) {
    return happening.interface != nullptr && *happening.interface == backup_interface.id &&
           happening.operation == static_cast<std::uint16_t>(operation);
  }

  /// At the server's first `event`, of operation `operation` if it is given, does `act`.
  void when(Event event,
            std::function<void(const Happening&)> act,
            std::optional<backup::Opnum> operation = std::nullopt) {
    world->said_by_server.react =
        [event, act, operation, fired = false](const Happening& happening) mutable {
          const bool other = operation && !is_call_of(happening, *operation);
          if (fired || happening.event != event || other) return;
          fired = true;
          act(happening);
        };
  }

  /// What a client must have received of both files.
  [[nodiscard]] std::vector<ReceivedFile> stored() const {
    std::vector<ReceivedFile> files;
    for (const StoredFile& file : world->service.files()) {
      files.push_back({.name = file.name, .size = file.size, .digest = file.digest});
    }
    return files;
  }

  void expect_completed() {
    ASSERT_TRUE(world->outcome);
    EXPECT_EQ(Ending::completed, world->outcome->ending);
    EXPECT_EQ(0U, world->outcome->error);
    EXPECT_EQ(stored(), world->outcome->files);
  }
  struct Failure {
    std::string_view file;
    std::string_view operation;
    std::uint32_t error;
  };
  void expect_failed(const Failure& failure) {
    ASSERT_TRUE(world->outcome);
    EXPECT_EQ(Ending::failed, world->outcome->ending);
    EXPECT_EQ(failure.file, world->outcome->file);
    EXPECT_EQ(failure.operation, world->outcome->operation);
    EXPECT_EQ(failure.error, world->outcome->error);
  }

  sim::Runtime runtime{{.seed = 1}};
  std::optional<BackupWorld> world;
};

}  // namespace ripcord::peers
