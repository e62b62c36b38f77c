#include "tests/harness/peers/backup_fixture.hpp"
#include "tests/support/destroy_everywhere.hpp"
#include "transports/io/errors.hpp"

namespace ripcord::peers {
namespace {

using namespace std::chrono_literals;
using scenario::ClientSpec;
using scenario::EndpointPolicy;

TEST_F(BackupTest, receives_both_files_as_they_are_stored) {
  build({});

  back_up();

  expect_completed();
}

TEST_F(BackupTest, asks_for_the_files_names_if_it_is_given_none) {
  build({});
  world->files = {};

  back_up();

  expect_completed();
}

TEST_F(BackupTest, speaks_big_endian_where_it_should) {
  build({.byte_order = scenario::ByteOrderWord::big});

  back_up();

  expect_completed();
}

TEST_F(BackupTest, leaves_no_handle_behind) {
  build({});

  back_up();

  EXPECT_EQ(3U, world->said_by_server.count(Event::handle_created));
  EXPECT_EQ(3U, world->said_by_server.count(Event::handle_destroyed));
}

TEST_F(BackupTest, finishes_every_call_that_it_started) {
  build({});

  back_up();

  EXPECT_EQ(world->said_by_client.count(Event::call_started),
            world->said_by_client.count(Event::call_finished));
}

TEST_F(BackupTest, names_the_file_that_does_not_exist) {
  build({});
  world->files = {"none.edb"};

  back_up();

  expect_failed({"none.edb", "BackupOpenFile", 2});
}

TEST_F(BackupTest, is_refused_by_a_service_that_is_not_there) {
  build({.endpoint_policy = EndpointPolicy::cached});
  world->server.stop_listening();

  back_up();

  ASSERT_TRUE(world->outcome);
  EXPECT_EQ(Ending::refused, world->outcome->ending);
  EXPECT_EQ(1722U, world->outcome->error);
}

// Q156715: the endpoint of the first file is used for ever.

class MovedServiceTest : public BackupTest {
 protected:
  void build_moving(const ClientSpec& spec) {
    build(spec);
    when(Event::file_closed, [this](const Happening&) { world->move_service(); });
  }
};

TEST_F(MovedServiceTest, fails_an_unvalidated_client_on_its_second_file) {
  build_moving({.endpoint_policy = EndpointPolicy::cached});

  back_up();

  expect_failed({"pub.edb", "BackupRead", 0x102});
}

TEST_F(MovedServiceTest, is_reported_in_the_words_of_the_event_log) {
  build_moving({.endpoint_policy = EndpointPolicy::cached});

  back_up();

  EXPECT_EQ(8010U, world->outcome->event);
  EXPECT_EQ("The Microsoft Exchange services returned 102 from a call to BackupRead() data.",
            world->outcome->event_text);
}

/// Keeps files, and can take only so many bytes.
class SmallSink final : public FileSink {
 public:
  explicit SmallSink(std::size_t bytes_max) : bytes_max_(bytes_max) {}

  Result<void> begin(std::string_view name) override {
    names.emplace_back(name);
    return {};
  }
  Result<void> write(ByteView bytes) override {
    size += bytes.size();
    if (size > bytes_max_) return ErrorCode(io::errc::broken_pipe);
    return {};
  }
  Result<void> end() override {
    ++ended;
    return {};
  }

  std::vector<std::string> names;
  std::size_t size = 0;
  int ended = 0;

 private:
  std::size_t bytes_max_;
};

TEST_F(BackupTest, hands_each_file_to_a_sink) {
  build({});
  SmallSink sink(1 << 20);
  world->context.sink = &sink;

  back_up();

  EXPECT_EQ((std::vector<std::string>{"priv.edb", "pub.edb"}), sink.names);
  EXPECT_EQ(60000U, sink.size);
  EXPECT_EQ(2, sink.ended);
}

TEST_F(BackupTest, fails_where_the_sink_can_take_no_more) {
  build({});
  SmallSink sink(30000);
  world->context.sink = &sink;

  back_up();

  expect_failed({.file = "priv.edb", .operation = "BackupRead", .error = 29});
  EXPECT_EQ(0, sink.ended);
}

TEST_F(MovedServiceTest, keeps_an_unvalidated_client_waiting_for_30_seconds) {
  build_moving({.endpoint_policy = EndpointPolicy::cached});

  back_up();

  EXPECT_GE(runtime.now(), Time(30s));
  EXPECT_LT(runtime.now(), Time(31s));
}

TEST_F(MovedServiceTest, lets_an_unvalidated_client_be_refused_at_the_old_port_only) {
  build_moving({.endpoint_policy = EndpointPolicy::cached});
  const std::uint16_t old_port = world->service_port();

  back_up();

  std::vector<std::uint16_t> ports;
  for (const Recorded& recorded : world->said_by_client.all) {
    if (recorded.happening.event == Event::connect_failed) ports.push_back(recorded.happening.port);
  }
  EXPECT_EQ(std::vector<std::uint16_t>(30, old_port), ports);
}

TEST_F(MovedServiceTest, comes_back_in_time_for_an_unvalidated_client) {
  build({.endpoint_policy = EndpointPolicy::cached});
  when(Event::file_closed, [this](const Happening&) {
    const std::uint16_t port = world->service_port();
    world->server.stop_listening();
    world->later(20s, [this, port] { static_cast<void>(world->server.listen(port).has_value()); });
  });

  back_up();

  expect_completed();
}

TEST_F(MovedServiceTest, hangs_an_unvalidated_client_that_waits_without_limit) {
  build_moving({.endpoint_policy = EndpointPolicy::cached, .read_wait = std::nullopt});

  back_up();

  EXPECT_FALSE(world->outcome);
}

TEST_F(MovedServiceTest, is_lost_for_an_unvalidated_client_for_ever) {
  build_moving({.endpoint_policy = EndpointPolicy::cached});
  back_up();

  probe();

  ASSERT_TRUE(world->probe_outcome);
  EXPECT_EQ(1722U, world->probe_outcome->error);
}

TEST_F(MovedServiceTest, is_followed_by_a_validating_client) {
  build_moving({});

  back_up();

  expect_completed();
}

TEST_F(MovedServiceTest, costs_a_validating_client_no_connect_at_the_old_port) {
  build_moving({});

  back_up();

  EXPECT_EQ(0U, world->said_by_client.count(Event::connect_failed));
}

TEST_F(MovedServiceTest, is_found_again_by_a_validating_client) {
  build_moving({});
  back_up();

  probe();

  ASSERT_TRUE(world->probe_outcome);
  EXPECT_EQ(Ending::completed, world->probe_outcome->ending);
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
