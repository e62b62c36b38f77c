#include "harness/peers/interfaces/backup_messages.hpp"
#include "harness/peers/interfaces/echo_service.hpp"
#include "harness/peers/interfaces/management.hpp"
#include "harness/peers/pdu_buffer.hpp"
#include "harness/peers/server/server_session.hpp"
#include "tests/harness/peers/backup_fixture.hpp"
#include "transports/base/assert.hpp"
#include "transports/dcerpc/endpoint_map.hpp"
#include "transports/dcerpc/management.hpp"
#include "transports/dcerpc/status.hpp"
#include "transports/dcerpc/tower_binding.hpp"
#include "transports/io/stream.hpp"

#include <array>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string_view>

// The mechanisms M5, M10 and M12 from the mapper's answer to the backup's end: the tower leads to a
// server, but not to the one that was meant.
namespace ripcord::peers {
namespace {

using scenario::ClientSpec;

/// A mapper that answers every question with the same towers.
class StubbornMapper final : public ServedInterface {
 public:
  StubbornMapper(std::initializer_list<dcerpc::TowerBinding> towers) {
    for (const dcerpc::TowerBinding& tower : towers) {
      ++answer_.num_towers;
      ++answer_.max_count;
      answer_.towers.push_back(
          {.referent = answer_.num_towers, .octets = dcerpc::tower_octets(tower)});
    }
  }

  [[nodiscard]] const InterfaceDescription& description() const override {
    return epmapper_interface;
  }
  Answer serve(Call& call) override {
    dcerpc::ept::encode_stub(answer_, ByteOrder::little_endian, *call.reply);
    return Answer::now;
  }

 private:
  dcerpc::ept::MapOut answer_;
};

class FalseTowersTest : public BackupTest {
 protected:
  /// Backs up while the mapper's answer is `towers`, always.
  void back_up_by(std::initializer_list<dcerpc::TowerBinding> towers) {
    stubborn.emplace(towers);
    world->mapper_server.remove(world->mapper);
    world->mapper_server.add(*stubborn);
    back_up();
  }
  [[nodiscard]] dcerpc::TowerBinding true_tower() const {
    return {.interface = backup_interface.id, .port = world->service_port()};
  }
  void TearDown() override { world.reset(); }

  std::optional<StubbornMapper> stubborn;
};

// M5: the tower of another interface, at the port of a server that serves only that.

class ForeignTowerTest : public FalseTowersTest {
 protected:
  void play_foreign(const ClientSpec& spec) {
    build(spec);
    other.emplace(
        world->network.host("store"), world->said_by_server, Prng(1, "other"), ServerOptions{});
    other->add(echo);
    back_up_by({{.interface = echo_interface.id, .port = *other->listen(0)}});
  }
  void TearDown() override {
    other.reset();
    FalseTowersTest::TearDown();
  }

  EchoService echo{runtime};
  std::optional<Server> other;
};

TEST_F(ForeignTowerTest, is_dialled_by_a_client_that_does_not_look_at_its_floors) {
  play_foreign({.tower_check = scenario::TowerCheck::none});

  ASSERT_TRUE(world->outcome);
  EXPECT_EQ(Ending::refused, world->outcome->ending);
  EXPECT_EQ(1717U, world->outcome->error);
}

TEST_F(ForeignTowerTest, is_no_registration_to_a_client_that_compares_floors) {
  play_foreign({});

  ASSERT_TRUE(world->outcome);
  EXPECT_EQ(Ending::refused, world->outcome->ending);
  EXPECT_EQ(1753U, world->outcome->error);
  EXPECT_EQ(0U, other->connection_count());
}

// M10: the first tower is that of a process that is going down: it takes binds, runs no call any
// more, and says so to whom asks.

class DeafManagement final : public ServedInterface {
 public:
  [[nodiscard]] const InterfaceDescription& description() const override {
    return management_interface;
  }
  Answer serve(Call& call) override {
    dcerpc::mgmt::encode_stub(dcerpc::mgmt::IsServerListeningOut{.status = 0, .listening = 0},
                              ByteOrder::little_endian,
                              *call.reply);
    return Answer::now;
  }
};

class DeafBackup final : public ServedInterface {
 public:
  [[nodiscard]] const InterfaceDescription& description() const override {
    return backup_interface;
  }
  Answer serve(Call& call) override {
    call.raise(dcerpc::nca::server_too_busy);
    return Answer::now;
  }
};

/// That process. A `Server` would not do: its mgmt always says that it listens.
class RetiringServer {
 public:
  explicit RetiringServer(io::Network& network)
      : listener_(*network.listen(io::Address("store", 0))), coroutines_(network.runtime()) {
    interfaces_.add(management_);
    interfaces_.add(backup_);
    coroutines_.spawn(accept());
  }
  [[nodiscard]] std::uint16_t port() const { return listener_->address().port; }

 private:
  io::Task<void> accept() {
    while (true) {
      Result<std::unique_ptr<io::Stream>> stream = co_await listener_->accept();
      if (!stream) co_return;
      coroutines_.spawn(converse(std::move(*stream)));
    }
  }
  io::Task<void> converse(std::unique_ptr<io::Stream> stream) {
    ServerSession session(settings_, {.client_host = "desk", .server_port = port()});
    PduBuffer buffer;
    while (true) {
      if (buffer.front() == PduBuffer::Front::needs_more) {
        const Result<std::size_t> count = co_await stream->read_some(buffer.room());
        if (!count) co_return;
        buffer.added(*count);
        continue;
      }
      if (session.receive(buffer.unit()) == ServerSession::Next::dispatch) {
        static_cast<void>(session.target().serve(session.call()));
        session.answer();
      }
      const Result<void> sent = co_await io::write_all(*stream, session.outgoing());
      if (!sent) co_return;
      session.outgoing().clear();
      buffer.pop();
    }
  }

  DeafManagement management_;
  DeafBackup backup_;
  InterfaceSet interfaces_;
  Recorder recorder_;
  AssociationGroups groups_{Prng(1, "retiring"), recorder_};
  SessionSettings settings_{.habits = habits_of(scenario::ServerProfile::windows),
                            .interfaces = interfaces_,
                            .groups = groups_};
  std::unique_ptr<io::Listener> listener_;
  io::Group coroutines_;
};

class RetiringTowerTest : public FalseTowersTest {
 protected:
  void play_retiring(const ClientSpec& spec) {
    build(spec);
    retiring.emplace(world->network.host("store"));
    back_up_by({{.interface = backup_interface.id, .port = retiring->port()}, true_tower()});
  }
  void TearDown() override {
    retiring.reset();
    FalseTowersTest::TearDown();
  }

  std::optional<RetiringServer> retiring;
};

TEST_F(RetiringTowerTest, is_believed_until_it_refuses_the_first_call) {
  play_retiring({.registration = scenario::Registration::believed});

  expect_failed({"", "BackupPrepare", 1723});
}

TEST_F(RetiringTowerTest, is_passed_over_by_a_client_that_probes) {
  play_retiring({});

  expect_completed();
}

// M12: the first tower is that of an older release, which still runs and has fewer operations.

class OlderBackup final : public ServedInterface {
 public:
  [[nodiscard]] const InterfaceDescription& description() const override { return description_; }
  Answer serve(Call& call) override {
    const backup::HandleOut out{.handle = {.uuid = Uuid{1, 2, 3, {}}}};
    backup::encode_stub(out, ByteOrder::little_endian, *call.reply);
    return Answer::now;
  }

 private:
  static constexpr std::array<std::string_view, 1> operations{"BackupPrepare"};
  InterfaceDescription description_{
      .name = "backup", .id = {backup_interface.id.uuid, 0, 9}, .operations = operations};
};

class OlderTowerTest : public FalseTowersTest {
 protected:
  void play_older(const ClientSpec& spec) {
    build(spec);
    release.emplace(
        world->network.host("store"), world->said_by_server, Prng(1, "older"), ServerOptions{});
    release->add(older);
    back_up_by({{.interface = older.description().id, .port = *release->listen(0)}, true_tower()});
  }
  void TearDown() override {
    release.reset();
    FalseTowersTest::TearDown();
  }

  OlderBackup older;
  std::optional<Server> release;
};

TEST_F(OlderTowerTest, is_called_for_operations_that_it_does_not_have) {
  play_older({.version_rule = scenario::VersionRule::loose});

  expect_failed({"priv.edb", "BackupOpenFile", 1745});
}

TEST_F(OlderTowerTest, is_passed_over_by_a_client_that_compares_versions) {
  play_older({});

  expect_completed();
  EXPECT_EQ(0U, release->connection_count());
}

}  // namespace
}  // namespace ripcord::peers
