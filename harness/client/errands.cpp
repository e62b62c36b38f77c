#include "harness/client/errands.hpp"

#include "harness/peers/client/caller.hpp"
#include "harness/peers/client/echo_client.hpp"
#include "harness/peers/client/resolver.hpp"
#include "transports/dcerpc/status.hpp"

#include <optional>
#include <utility>

namespace ripcord::client {
namespace {

namespace mgmt = dcerpc::mgmt;
using peers::Called;

peers::ServiceAddress address_of(const Server& server) {
  return {.host = server.host, .port = server.endpoint};
}

/// As Windows' own tools ask: for the principal of NTLM, in a buffer that holds any name.
constexpr std::uint32_t authn_ntlm = 10;
constexpr std::uint32_t name_size = 256;
/// calls_in, calls_out, pkts_in, pkts_out.
constexpr std::uint32_t statistics_count = 4;

Bytes stub_of(const auto& question) {
  Bytes stub;
  mgmt::encode_stub(question, ByteOrder::little_endian, stub);
  return stub;
}

/// Samba's server reads a second integer behind the count, as its own client sends it, and faults
/// where there is none; others ignore what stands there.
Bytes statistics_stub() {
  Bytes stub = stub_of(mgmt::InqStatsIn{.count = statistics_count});
  const Bytes again = stub;
  stub.insert(stub.end(), again.begin(), again.end());
  return stub;
}

/// One question to mgmt.
template <typename Out>
io::Task<Called<Out>> ask(peers::Caller& caller, mgmt::Opnum opnum, Bytes stub) {
  const peers::Request request{.opnum = static_cast<std::uint16_t>(opnum), .stub = stub};
  Bytes answer;
  const Called<void> called = co_await caller.call(request, answer);
  if (!called) co_return called.error();
  const Decoded<Out> out = mgmt::decode_stub<Out>(answer, caller.answer_order());
  if (!out) co_return peers::illegal_answer(peers::Stage::call, peers::Executed::maybe);
  co_return *out;
}

}  // namespace

io::Task<Called<Bytes>> call(Desk& desk, Call what) {
  peers::Caller caller(desk.context(), what.interface, address_of(desk.server()));
  Bytes answer;
  const Called<void> called =
      co_await caller.call({.opnum = what.opnum, .stub = what.stub}, answer);
  if (!called) co_return called.error();
  co_return answer;
}

io::Task<Called<SelfPortrait>> ask_management(Desk& desk,
                                              std::optional<dcerpc::SyntaxId> interface) {
  const Server& server = desk.server();
  std::uint16_t port = server.endpoint.value_or(server.mapper_port);
  if (interface && !server.endpoint) {
    const auto towers = co_await peers::resolve(desk.context(), *interface, server.host);
    if (!towers) co_return towers.error();
    port = towers->front().port;
  }
  peers::Caller caller(desk.context(), dcerpc::mgmt_interface, {.host = server.host, .port = port});
  const Called<void> reached = co_await caller.probe();
  if (!reached) co_return reached.error();

  SelfPortrait portrait;
  portrait.port = port;
  portrait.interfaces = co_await ask<mgmt::InqIfIdsOut>(caller, mgmt::Opnum::inq_if_ids, {});
  portrait.listening =
      co_await ask<mgmt::IsServerListeningOut>(caller, mgmt::Opnum::is_server_listening, {});
  portrait.statistics =
      co_await ask<mgmt::InqStatsOut>(caller, mgmt::Opnum::inq_stats, statistics_stub());
  const mgmt::InqPrincNameIn who{.authn_proto = authn_ntlm, .princ_name_size = name_size};
  portrait.princ_name =
      co_await ask<mgmt::InqPrincNameOut>(caller, mgmt::Opnum::inq_princ_name, stub_of(who));
  co_return portrait;
}

io::Task<Called<std::vector<Echoed>>> echo(Desk& desk, Echo what) {
  io::Runtime& runtime = desk.context().runtime();
  peers::EchoClient client(desk.context(), address_of(desk.server()), Prng(1, "client/echo"));
  const Called<void> reached = co_await client.probe();
  if (!reached) co_return reached.error();
  std::vector<Echoed> echoes;
  for (const peers::echo::Opnum operation : what.operations) {
    const bool sleeps = operation == peers::echo::Opnum::test_sleep;
    Echoed echoed{.operation = operation, .outcome = {}, .elapsed = {}};
    const Time start = runtime.now();
    for (std::uint32_t i = 0; i < what.times && echoed.outcome; ++i) {
      echoed.outcome = co_await client.call(operation, sleeps ? 0 : what.size);
    }
    echoed.elapsed = runtime.now() - start;
    echoes.push_back(echoed);
  }
  co_return echoes;
}

}  // namespace ripcord::client
