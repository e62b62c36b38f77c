#include "harness/peers/client/resolver.hpp"
#include "harness/peers/interfaces/echo_service.hpp"
#include "tests/harness/peers/backup_fixture.hpp"
#include "transports/base/assert.hpp"

// The mechanisms M2 to M12: what breaks the unpatched client, and that it does not break the
// patched one.
namespace ripcord::peers {
namespace {

using namespace std::chrono_literals;
using scenario::ClientSpec;

// M2: a copy of a fully bound handle.

class BindingCopyTest : public BackupTest {
 protected:
  void play_moved(const ClientSpec& spec) {
    build(spec);
    when(Event::file_closed, [this](const Happening&) { world->move_service(); });
    back_up();
  }
};

TEST_F(BindingCopyTest, is_not_reached_by_a_reset) {
  play_moved({.binding = scenario::BindingCopy::full_copy});

  expect_failed({"pub.edb", "BackupRead", 1722});
}

// M3: towers[0] of an answer that has none.

class MapStatusTest : public BackupTest {
 protected:
  void play_unregistered(const ClientSpec& spec) {
    build(spec);
    world->mapper.restart();
    back_up();
  }
};

TEST_F(MapStatusTest, ignored_crashes_the_client) {
  play_unregistered({.map_status = scenario::MapStatus::ignored});

  ASSERT_TRUE(world->outcome);
  EXPECT_EQ(Ending::crashed, world->outcome->ending);
  EXPECT_EQ(1U, world->said_by_client.count(Event::peer_crashed));
}

TEST_F(MapStatusTest, checked_says_that_nothing_is_registered) {
  play_unregistered({});

  ASSERT_TRUE(world->outcome);
  EXPECT_EQ(Ending::refused, world->outcome->ending);
  EXPECT_EQ(1753U, world->outcome->error);
}

// M4: the mapper fails, and the previous endpoint is used.

class MapperFailureTest : public BackupTest {
 protected:
  void play_without_mapper(const ClientSpec& spec) {
    build(spec);
    when(Event::file_closed, [this](const Happening&) {
      world->mapper_server.stop_listening();
      world->move_service();
    });
    back_up();
  }
};

TEST_F(MapperFailureTest, leaves_a_client_waiting_at_the_previous_endpoint) {
  play_without_mapper({.mapper_failure = scenario::MapperFailure::previous_endpoint});

  expect_failed({"pub.edb", "BackupRead", 0x102});
}

TEST_F(MapperFailureTest, surfaces_as_an_error) {
  play_without_mapper({});

  expect_failed({"pub.edb", "BackupRead", 1722});
  EXPECT_LT(runtime.now(), Time(10s));
}

// M5 and M12: towers of something else.

std::vector<dcerpc::ept::TowerPointer> tower_of(const dcerpc::SyntaxId& interface) {
  return {{.referent = 1, .octets = dcerpc::tower_octets({.interface = interface, .port = 9})}};
}

constexpr dcerpc::SyntaxId asked{Uuid{1, 1, 1, {}}, 2, 3};
constexpr dcerpc::SyntaxId other_interface{Uuid{2, 1, 1, {}}, 2, 3};
constexpr dcerpc::SyntaxId older_minor{Uuid{1, 1, 1, {}}, 2, 2};

TEST(FittingTowers, leave_out_another_interface) {
  EXPECT_TRUE(fitting_towers(tower_of(other_interface), asked, {}).empty());
}

TEST(FittingTowers, have_another_interface_where_nobody_looks) {
  const ClientSpec spec{.tower_check = scenario::TowerCheck::none};

  EXPECT_EQ(1U, fitting_towers(tower_of(other_interface), asked, spec).size());
}

TEST(FittingTowers, leave_out_a_lower_minor_version) {
  EXPECT_TRUE(fitting_towers(tower_of(older_minor), asked, {}).empty());
}

TEST(FittingTowers, have_a_lower_minor_version_where_any_does) {
  const ClientSpec spec{.version_rule = scenario::VersionRule::loose};

  EXPECT_EQ(1U, fitting_towers(tower_of(older_minor), asked, spec).size());
}

TEST(FittingTowers, leave_out_what_has_no_port) {
  const dcerpc::TowerBinding local{
      .interface = asked, .protocol_sequence = dcerpc::ProtocolSequence::ncalrpc, .endpoint = "x"};

  EXPECT_TRUE(
      fitting_towers({{.referent = 1, .octets = dcerpc::tower_octets(local)}}, asked, {}).empty());
}

TEST(FittingTowers, have_a_local_port_where_that_is_asked_for) {
  const dcerpc::TowerBinding local{.interface = asked,
                                   .protocol_sequence = dcerpc::ProtocolSequence::ncalrpc,
                                   .endpoint = "server:49152"};

  const auto fitting = fitting_towers({{.referent = 1, .octets = dcerpc::tower_octets(local)}},
                                      asked,
                                      {},
                                      dcerpc::ProtocolSequence::ncalrpc);

  ASSERT_EQ(1U, fitting.size());
  EXPECT_EQ(49152U, fitting.front().port);
}

TEST(FittingTowers, leave_out_octets_that_are_no_tower) {
  EXPECT_TRUE(fitting_towers({{.referent = 1, .octets = {5, 0, 1}}}, asked, {}).empty());
}

// M6: another server took the port over; the mapper learns of it a moment later.

class TakenPortTest : public BackupTest {
 protected:
  void play_taken(const ClientSpec& spec) {
    build(spec);
    echo.emplace(runtime);
    usurper.emplace(
        world->network.host("store"), world->said_by_server, Prng(1, "usurper"), ServerOptions{});
    usurper->add(*echo);
    when(Event::file_closed, [this](const Happening&) {
      const std::uint16_t port = world->service_port();
      world->server.stop_listening();
      RIPCORD_ASSERT(usurper->listen(port).has_value());
      RIPCORD_ASSERT(world->server.listen(0).has_value());
      world->later(250ms, [this] { world->enlist(world->service_port(), Replace::yes); });
    });
    back_up();
  }
  void TearDown() override {
    usurper.reset();
    world.reset();
  }

  std::optional<EchoService> echo;
  std::optional<Server> usurper;
};

TEST_F(TakenPortTest, is_the_end_for_a_client_that_takes_it_for_final) {
  play_taken({.unknown_interface = scenario::UnknownInterface::final});

  expect_failed({"pub.edb", "BackupRead", 1717});
}

TEST_F(TakenPortTest, makes_a_patched_client_ask_again) {
  play_taken({});

  expect_completed();
}

// M7, M9: the service restarts on the same port.

class RestartTest : public BackupTest {
 protected:
  void play_restarted(const ClientSpec& spec) {
    build(spec);
    when(Event::file_closed,
         [this](const Happening&) { world->restart_service(Departure::closed); });
    back_up();
  }
};

TEST_F(RestartTest, refuses_the_old_association_group) {
  play_restarted({.assoc_group = scenario::AssocGroup::kept});

  expect_failed({"pub.edb", "BackupOpenFile", 1727});
}

TEST_F(RestartTest, does_not_know_the_old_handles) {
  play_restarted({.context_handles = scenario::ContextHandles::kept});

  ASSERT_TRUE(world->outcome);
  EXPECT_EQ("BackupOpenFile", world->outcome->operation);
}

TEST_F(RestartTest, is_survived_by_a_patched_client) {
  play_restarted({});

  expect_completed();
}

// M8: the idle connection was reset.

class IdleResetTest : public BackupTest {
 protected:
  void play_reset(const ClientSpec& spec) {
    build(spec);
    when(Event::file_closed,
         [this](const Happening&) { world->server.drop_connections(Departure::reset); });
    back_up();
  }
};

TEST_F(IdleResetTest, fails_the_call_that_is_sent_blindly) {
  play_reset({.idle_connection = scenario::IdleConnection::blind});

  expect_failed({"pub.edb", "BackupOpenFile", 1726});
}

TEST_F(IdleResetTest, is_not_noticed_by_the_user_of_a_patched_client) {
  play_reset({});

  expect_completed();
}

// M10, M11: the mapper still names a dead process first.

class DeadMappingTest : public BackupTest {
 protected:
  void play_dead_first(const ClientSpec& spec) {
    build(spec);
    const std::uint16_t live = world->service_port();
    world->mapper.restart();
    world->enlist(1, Replace::no);
    world->enlist(live, Replace::no);
    back_up();
  }
};

TEST_F(DeadMappingTest, defeats_a_client_that_takes_the_first_tower) {
  play_dead_first({.towers = scenario::Towers::first});

  ASSERT_TRUE(world->outcome);
  EXPECT_EQ(Ending::refused, world->outcome->ending);
  EXPECT_EQ(1722U, world->outcome->error);
}

TEST_F(DeadMappingTest, does_not_stop_a_client_that_tries_them_all) {
  play_dead_first({});

  expect_completed();
}

}  // namespace
}  // namespace ripcord::peers
