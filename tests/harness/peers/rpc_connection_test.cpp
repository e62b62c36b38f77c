#include "harness/peers/client/rpc_connection.hpp"

#include "tests/harness/peers/pdus.hpp"
#include "tests/harness/peers/recorder.hpp"
#include "tests/support/run_task.hpp"
#include "transports/dcerpc/status.hpp"
#include "transports/io/group.hpp"
#include "transports/sim/network.hpp"
#include "transports/sim/runtime.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <vector>

namespace ripcord::peers {
namespace {

using namespace std::chrono_literals;
namespace pfc = dcerpc::pfc;

constexpr std::uint16_t port = 1025;

Bytes bind_ack(dcerpc::ContextAnswer answer = {.transfer_syntax = dcerpc::ndr20}) {
  dcerpc::BindAck ack;
  ack.max_xmit_frag = 5840;
  ack.max_recv_frag = 5840;
  ack.assoc_group_id = 7;
  ack.sec_addr = dcerpc::port_spec("1025");
  ack.p_results = {answer};
  Bytes pdu;
  dcerpc::encode(ack, pdu);
  return pdu;
}

struct ResponseFields {
  std::uint8_t pfc_flags = pfc::whole;
  std::uint32_t call_id = 2;
  std::uint16_t p_cont_id = 0;
  Bytes stub;
};
Bytes response(const ResponseFields& fields) {
  dcerpc::Response pdu;
  pdu.header.pfc_flags = fields.pfc_flags;
  pdu.header.call_id = fields.call_id;
  pdu.p_cont_id = fields.p_cont_id;
  pdu.stub = fields.stub;
  Bytes unit;
  dcerpc::encode(pdu, unit);
  return unit;
}

Bytes fault(std::uint32_t status, std::uint8_t more_flags) {
  dcerpc::Fault pdu;
  pdu.header.pfc_flags = static_cast<std::uint8_t>(pfc::whole | more_flags);
  pdu.header.call_id = 2;
  pdu.status = status;
  Bytes unit;
  dcerpc::encode(pdu, unit);
  return unit;
}

Bytes bind_nak(dcerpc::RejectReason reason) {
  dcerpc::BindNak nak;
  nak.provider_reject_reason = reason;
  nak.versions = {{}};
  Bytes unit;
  dcerpc::encode(nak, unit);
  return unit;
}

/// A server that says one line of a script for each time it hears something, and then closes.
class ScriptedServer {
 public:
  ScriptedServer(io::Network& network, std::vector<Bytes> script)
      : script_(std::move(script)),
        listener_(*network.listen(io::Address("server", port))),
        coroutines_(network.runtime()) {
    coroutines_.spawn(play());
  }

 private:
  io::Task<void> play() {
    Result<std::unique_ptr<io::Stream>> stream = co_await listener_->accept();
    Bytes buffer(8192);
    for (const Bytes& line : script_) {
      const Result<std::size_t> heard = co_await (*stream)->read_some(buffer);
      if (!heard) co_return;
      const Result<void> said = co_await io::write_all(**stream, line);
      if (!said) co_return;
    }
  }

  std::vector<Bytes> script_;
  std::unique_ptr<io::Listener> listener_;
  io::Group coroutines_;
};

class RpcConnectionTest : public testing::Test {
 protected:
  void build(std::vector<Bytes> script, const scenario::ClientSpec& client_spec = {}) {
    spec = client_spec;
    server.emplace(network.host("server"), std::move(script));
    context.emplace(
        ClientContext{.network = network.host("desk"), .publisher = recorder, .spec = spec});
    connection.emplace(*context);
  }
  Called<void> bind() {
    static_cast<void>(test::run_task(
        runtime, connection->connect(io::Address("server", port), runtime.now() + 5s)));
    return test::run_task(runtime, connection->bind(some_interface, 0, runtime.now() + 5s));
  }
  Called<void> call() {
    return test::run_task(
        runtime, connection->call(some_interface, {.opnum = 1}, answer, runtime.now() + 5s));
  }
  Called<void> bind_and_call(std::vector<Bytes> script,
                             const scenario::ClientSpec& client_spec = {}) {
    build(std::move(script), client_spec);
    static_cast<void>(bind());
    return call();
  }

  sim::Runtime runtime{{}};
  sim::Network network{runtime, {.latency = {1ms, 1ms}}};
  Recorder recorder;
  scenario::ClientSpec spec;
  std::optional<ScriptedServer> server;
  std::optional<ClientContext> context;
  std::optional<RpcConnection> connection;
  Bytes answer;
};

TEST_F(RpcConnectionTest, learns_its_association_group) {
  build({bind_ack()});

  ASSERT_TRUE(bind().has_value());

  EXPECT_EQ(7U, connection->assoc_group_id());
}

TEST_F(RpcConnectionTest, takes_the_answer_to_its_call) {
  EXPECT_TRUE(bind_and_call({bind_ack(), response({.stub = {1, 2}})}).has_value());

  EXPECT_EQ((Bytes{1, 2}), answer);
}

TEST_F(RpcConnectionTest, puts_the_fragments_of_an_answer_together) {
  Bytes fragments = response({.pfc_flags = pfc::first_frag, .stub = Bytes(8, 1)});
  const Bytes last = response({.pfc_flags = pfc::last_frag, .stub = {2}});
  fragments.insert(fragments.end(), last.begin(), last.end());

  EXPECT_TRUE(bind_and_call({bind_ack(), fragments}).has_value());

  EXPECT_EQ(9U, answer.size());
}

TEST_F(RpcConnectionTest, takes_no_answer_to_another_call) {
  const Called<void> called = bind_and_call({bind_ack(), response({.call_id = 99})});

  EXPECT_EQ(1728U, called.error().error);
  EXPECT_EQ(Executed::maybe, called.error().executed);
  EXPECT_FALSE(connection->open());
}

TEST_F(RpcConnectionTest, takes_any_answer_where_it_does_not_look) {
  EXPECT_TRUE(bind_and_call({bind_ack(), response({.call_id = 99, .stub = {6}})},
                            {.response_match = scenario::ResponseMatch::loose})
                  .has_value());

  EXPECT_EQ(Bytes{6}, answer);
}

TEST_F(RpcConnectionTest, takes_any_unit_for_an_empty_answer_where_it_does_not_look) {
  EXPECT_TRUE(bind_and_call({bind_ack(), bare_pdu(dcerpc::PduType::shutdown, 2)},
                            {.response_match = scenario::ResponseMatch::loose})
                  .has_value());

  EXPECT_TRUE(answer.empty());
}

TEST_F(RpcConnectionTest, takes_no_answer_in_another_context) {
  EXPECT_EQ(1728U, bind_and_call({bind_ack(), response({.p_cont_id = 1})}).error().error);
}

TEST_F(RpcConnectionTest, waits_for_its_answer_behind_a_shutdown_and_remembers_it) {
  Bytes both = bare_pdu(dcerpc::PduType::shutdown, 0);
  const Bytes last = response({.stub = {2}});
  both.insert(both.end(), last.begin(), last.end());

  EXPECT_TRUE(bind_and_call({bind_ack(), both}).has_value());

  EXPECT_TRUE(connection->open());
  EXPECT_TRUE(connection->asked_to_close());
}

TEST_F(RpcConnectionTest, reports_a_fault_and_lives_on) {
  const Called<void> called = bind_and_call({bind_ack(), fault(0x1c010002, 0)});

  EXPECT_EQ(CallFailure(Stage::call, Trouble::faulted, Executed::maybe, 1745, 0x1c010002),
            called.error());
  EXPECT_TRUE(connection->open());
}

TEST_F(RpcConnectionTest, believes_a_server_that_says_it_has_not_executed) {
  const Called<void> called = bind_and_call({bind_ack(), fault(0x1c010003, pfc::did_not_execute)});

  EXPECT_EQ(CallFailure(Stage::call, Trouble::interface_unknown, Executed::no, 1717, 0x1c010003),
            called.error());
}

TEST_F(RpcConnectionTest, calls_a_context_mismatch_an_invalid_handle) {
  EXPECT_EQ(6U, bind_and_call({bind_ack(), fault(0x1c00001a, 0)}).error().error);
}

TEST_F(RpcConnectionTest, does_not_know_whether_a_lost_call_was_run) {
  const Called<void> called = bind_and_call({bind_ack(), Bytes{}});

  EXPECT_EQ(CallFailure(Stage::call, Trouble::connection_lost, Executed::maybe, 1726),
            called.error());
}

TEST_F(RpcConnectionTest, gives_a_call_up_at_its_deadline) {
  const Called<void> called =
      bind_and_call({bind_ack(), response({.pfc_flags = pfc::first_frag}), Bytes{}});

  EXPECT_EQ(CallFailure(Stage::call, Trouble::timed_out, Executed::maybe, 1818), called.error());
}

TEST_F(RpcConnectionTest, is_refused_where_nobody_listens) {
  build({});

  const Called<void> connected =
      test::run_task(runtime, connection->connect(io::Address("server", 1), runtime.now() + 5s));

  EXPECT_EQ(CallFailure(Stage::connect, Trouble::unreachable, Executed::no, 1722),
            connected.error());
}

TEST_F(RpcConnectionTest, reports_an_interface_that_the_server_does_not_know) {
  build({bind_ack({.result = dcerpc::ContextResult::provider_rejection,
                   .reason = dcerpc::ProviderReason::abstract_syntax_not_supported})});

  const Called<void> bound = bind();

  EXPECT_EQ(CallFailure(Stage::bind, Trouble::interface_unknown, Executed::no, 1717),
            bound.error());
  EXPECT_TRUE(connection->open());
}

TEST_F(RpcConnectionTest, reports_a_bind_nak_without_reason) {
  build({bind_nak(dcerpc::RejectReason::reason_not_specified)});

  const Called<void> bound = bind();

  EXPECT_EQ(CallFailure(Stage::bind, Trouble::refused, Executed::no, 1727), bound.error());
  EXPECT_FALSE(connection->open());
}

TEST_F(RpcConnectionTest, reports_a_busy_server) {
  build({bind_nak(dcerpc::RejectReason::temporary_congestion)});

  const Called<void> bound = bind();

  EXPECT_EQ(CallFailure(Stage::bind, Trouble::too_busy, Executed::no, 1723), bound.error());
}

TEST_F(RpcConnectionTest, reports_a_server_that_is_lost_while_it_binds) {
  build({Bytes{}});

  const Called<void> bound = bind();

  EXPECT_EQ(CallFailure(Stage::bind, Trouble::connection_lost, Executed::no, 1726), bound.error());
}

TEST_F(RpcConnectionTest, reports_a_server_that_speaks_no_rpc) {
  build({{'2', '2', '0', ' ', 'm', 'a', 'i', 'l', '\r', '\n', 0, 0, 0, 0, 0, 0}});

  const Called<void> bound = bind();

  EXPECT_EQ(CallFailure(Stage::bind, Trouble::illegal_answer, Executed::no, 1728), bound.error());
}

TEST_F(RpcConnectionTest, looks_alive_while_nothing_has_come) {
  build({bind_ack(), Bytes{}});
  static_cast<void>(bind());

  EXPECT_TRUE(connection->looks_alive());
}

TEST_F(RpcConnectionTest, looks_dead_once_the_server_has_closed) {
  build({bind_ack()});
  static_cast<void>(bind());

  runtime.run_until_idle();

  EXPECT_FALSE(connection->looks_alive());
}

}  // namespace
}  // namespace ripcord::peers
