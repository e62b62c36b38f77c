#include "harness/peers/server_role.hpp"

#include "tests/harness/peers/raw_client.hpp"
#include "tests/harness/peers/recorder.hpp"
#include "transports/dcerpc/status.hpp"
#include "transports/sim/network.hpp"
#include "transports/sim/runtime.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <vector>

namespace ripcord::peers {
namespace {

constexpr std::uint16_t port = 135;
constexpr std::uint16_t no_such_operation = 99;

class MapperRoleTest : public testing::Test {
 protected:
  /// What a mapper of that profile says to a call of an operation that it has not.
  dcerpc::Fault refusal_of(scenario::MapperProfile profile) {
    const std::unique_ptr<world::Mapper> mapper = make_mapper(setting, {.profile = profile});
    static_cast<void>(mapper->listen(port));
    Bytes words = bind_pdu({.contexts = {context_element(0, dcerpc::epmapper_interface)}});
    const Bytes call = request_pdu({.opnum = no_such_operation});
    words.insert(words.end(), call.begin(), call.end());
    client.emplace(network.host("desk"), io::Address("server", port), words, Manner{});
    runtime.run_until_idle();
    const std::vector<dcerpc::Pdu> said = decode_all(client->heard);
    const auto* fault = said.size() == 2 ? std::get_if<dcerpc::Fault>(&said.back()) : nullptr;
    EXPECT_NE(nullptr, fault);
    return fault == nullptr ? dcerpc::Fault{} : *fault;
  }

  sim::Runtime runtime{{}};
  sim::Network network{runtime, {}};
  Recorder recorder;
  world::Setting setting{.runtime = runtime,
                         .network = network.host("server"),
                         .publisher = recorder,
                         .seed = 1,
                         .number = 1};
  std::optional<RawClient> client;
};

TEST_F(MapperRoleTest, of_samba_faults_as_sambas_server_does) {
  EXPECT_EQ(24U, refusal_of(scenario::MapperProfile::samba).alloc_hint);
}

TEST_F(MapperRoleTest, of_windows_faults_as_windows_server_does) {
  EXPECT_EQ(32U, refusal_of(scenario::MapperProfile::windows).alloc_hint);
}

}  // namespace
}  // namespace ripcord::peers
