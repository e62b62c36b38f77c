#include "harness/peers/client/mapper_client.hpp"
#include "harness/peers/server/foreign_listener.hpp"
#include "tests/harness/peers/backup_fixture.hpp"
#include "tests/support/run_task.hpp"
#include "transports/base/assert.hpp"

// The mechanisms M13 to M19: what breaks the unpatched client, and that it does not break the
// patched one.
namespace ripcord::peers {
namespace {

using namespace std::chrono_literals;
using backup::Opnum;
using scenario::ClientSpec;

// M13: an answer breaks off.

class PartialReadTest : public BackupTest {
 protected:
  void play_broken(const ClientSpec& spec) {
    build(spec);
    when(
        Event::call_executed,
        [this](const Happening& happening) {
          world->server.drop_connection(happening.connection, Departure::reset);
        },
        Opnum::read);
    back_up();
  }
};

TEST_F(PartialReadTest, loses_a_block_to_a_client_that_reads_again) {
  play_broken({.partial_read = scenario::PartialRead::retried});

  ASSERT_TRUE(world->outcome);
  EXPECT_EQ(Ending::completed, world->outcome->ending);
  EXPECT_EQ(stored()[0].size - 16384, world->outcome->files.at(0).size);
}

TEST_F(PartialReadTest, loses_nothing_to_a_client_that_opens_the_file_anew) {
  play_broken({});

  expect_completed();
}

// M14: data comes by a call back.

TEST_F(BackupTest, receives_data_over_a_connection_that_the_server_dials) {
  build({.data = scenario::DataPath::callback});

  back_up();

  expect_completed();
  EXPECT_TRUE(std::ranges::none_of(world->said_by_server.all, [](const Recorded& recorded) {
    return recorded.happening.event == Event::call_executed &&
           is_call_of(recorded.happening, Opnum::read);
  }));
}

TEST_F(BackupTest, waits_in_vain_where_the_server_cannot_dial_back) {
  build({.callback_address = scenario::CallbackAddress::believed,
         .data = scenario::DataPath::callback,
         .callback_host = "elsewhere"});

  back_up();

  expect_failed({"priv.edb", "BackupRead", 0x102});
}

TEST_F(BackupTest, falls_back_to_its_binding_where_the_server_cannot_dial_back) {
  build({.data = scenario::DataPath::callback, .callback_host = "elsewhere"});

  back_up();

  expect_completed();
}

// M15: no deadline anywhere.

class SilentServiceTest : public BackupTest {
 protected:
  void play_silent(const ClientSpec& spec) {
    build(spec);
    const std::uint16_t port = world->service_port();
    world->server.stop_listening();
    silent = *ForeignListener::listen(
        world->network.host("store"), io::Address("store", port), ForeignKind::silent);
    back_up();
  }
  void TearDown() override {
    silent.reset();
    world.reset();
  }

  std::unique_ptr<ForeignListener> silent;
};

TEST_F(SilentServiceTest, hangs_a_client_without_deadlines) {
  play_silent({.deadlines = scenario::Deadlines::none});

  EXPECT_FALSE(world->outcome);
}

TEST_F(SilentServiceTest, is_given_up_in_time) {
  play_silent({});

  ASSERT_TRUE(world->outcome);
  EXPECT_EQ(Ending::refused, world->outcome->ending);
  EXPECT_EQ(1818U, world->outcome->error);
}

// M17: the mapper starts late.

class LateMapperTest : public BackupTest {
 protected:
  void play_late(const ClientSpec& spec) {
    build(spec);
    world->mapper_server.stop_listening();
    world->later(500ms, [this] { RIPCORD_ASSERT(world->mapper_server.listen(135).has_value()); });
    back_up();
  }
};

TEST_F(LateMapperTest, is_a_dead_host_to_an_impatient_client) {
  play_late({.mapper_unreachable = scenario::MapperUnreachable::host_down});

  ASSERT_TRUE(world->outcome);
  EXPECT_EQ(1722U, world->outcome->error);
}

TEST_F(LateMapperTest, is_waited_for_by_a_patient_client) {
  play_late({});

  expect_completed();
}

// M18, M19: lookups.

class LookupTest : public BackupTest {
 protected:
  Called<std::vector<dcerpc::ept::Entry>> look_up_first(const ClientSpec& spec) {
    build(spec);
    world->enlist(9, Replace::no);
    return test::run_task(runtime,
                          look_up(world->context, {.max_entries = 1, .stop_after = 1}, "store"));
  }
};

TEST_F(LookupTest, leaves_its_handle_with_the_mapper) {
  look_up_first({.lookup_handles = scenario::LookupHandles::leaked});

  EXPECT_EQ(1U, world->mapper.handle_count());
}

TEST_F(LookupTest, gives_its_handle_back) {
  const auto entries = look_up_first({});

  EXPECT_EQ(1U, entries->size());
  EXPECT_EQ(0U, world->mapper.handle_count());
}

TEST_F(LookupTest, reads_all_there_is) {
  build({});
  world->enlist(9, Replace::no);

  const auto entries =
      test::run_task(runtime, look_up(world->context, {.max_entries = 1}, "store"));

  EXPECT_EQ(2U, entries->size());
}

TEST_F(LookupTest, crashes_on_an_annotation_that_its_buffer_cannot_hold) {
  build({.name_buffer = scenario::NameBuffer::fixed});
  world->mapper.enlist(
      make_entry({.interface = backup_interface.id, .port = 9}, std::string(64, 'x')), Replace::no);

  const auto entries = test::run_task(runtime, look_up(world->context, {}, "store"));

  EXPECT_EQ(Trouble::crashed, entries.error().trouble);
}

TEST_F(LookupTest, holds_an_annotation_of_63_characters_in_its_buffer) {
  build({.name_buffer = scenario::NameBuffer::fixed});
  world->mapper.enlist(
      make_entry({.interface = backup_interface.id, .port = 9}, std::string(63, 'x')), Replace::no);

  const auto entries = test::run_task(runtime, look_up(world->context, {}, "store"));

  EXPECT_TRUE(entries.has_value());
}

}  // namespace
}  // namespace ripcord::peers
