#include "fuzz/benches/client_bench.hpp"

#include "fuzz/benches/parrot_host.hpp"
#include "harness/peers/client/backup_client.hpp"
#include "harness/peers/client/echo_client.hpp"
#include "harness/peers/client/mapper_client.hpp"
#include "transports/base/assert.hpp"
#include "transports/sim/network.hpp"
#include "transports/sim/runtime.hpp"

namespace ripcord::fuzz {
namespace {

using namespace peers;

/// More virtual time than all limits and retries of a client together, and more steps than the
/// longest input can cause: who passes one hangs.
constexpr sim::Limits limits{.time = Time(std::chrono::hours(6)), .steps = 3'000'000};

struct Silence final : Publisher {
  void publish(const Happening& /*happening*/) override {}
};

/// The client's side of a bench: it lives as long as its errand.
class Client {
 public:
  Client(io::Network& network, const scenario::ClientSpec& spec)
      : spec_(spec), context_{.network = network, .publisher = silence_, .spec = spec_} {}

  io::Task<void> run(Errand errand, bool& ended) {
    switch (errand) {
      case Errand::backup:
        co_await back_up();
        break;
      case Errand::echo:
        co_await echo();
        break;
      case Errand::look_up:
        static_cast<void>(co_await look_up(context_, {}, "server"));
        break;
    }
    ended = true;
  }

 private:
  io::Task<void> back_up() {
    BackupClient client(context_, {.host = "server", .port = {}});
    const BackupOutcome outcome = co_await client.run({});
    // An errand that ends well has no error, and one that does not has one.
    RIPCORD_ASSERT((outcome.ending == Ending::completed) == (outcome.error == 0) ||
                   outcome.ending == Ending::crashed);
    client.close();
  }

  io::Task<void> echo() {
    EchoClient client(context_, {.host = "server", .port = {}}, Prng(1, "echo"));
    for (const echo::Opnum opnum : {echo::Opnum::echo_data, echo::Opnum::add_one}) {
      const Called<void> called = co_await client.call(opnum, 8);
      if (!called) RIPCORD_ASSERT(called.error().error != 0);
    }
    client.close();
  }

  scenario::ClientSpec spec_;
  Silence silence_;
  ClientContext context_;
};

}  // namespace

scenario::ClientSpec client_of(std::uint16_t habits) {
  scenario::ClientSpec spec;
  unsigned left = habits;
  // The first word of each mechanism is the unpatched behaviour.
  const auto turn = [&](auto& mechanism) {
    if ((left & 1U) != 0) mechanism = {};
    left >>= 1U;
  };
  turn(spec.endpoint_policy);
  turn(spec.binding);
  turn(spec.map_status);
  turn(spec.mapper_failure);
  turn(spec.tower_check);
  turn(spec.unknown_interface);
  turn(spec.assoc_group);
  turn(spec.idle_connection);
  turn(spec.context_handles);
  turn(spec.registration);
  turn(spec.towers);
  turn(spec.version_rule);
  turn(spec.partial_read);
  turn(spec.response_match);
  turn(spec.mapper_unreachable);
  turn(spec.name_buffer);
  return spec;
}

Errands send_client(const scenario::ClientSpec& spec, Errand errand, ByteView words) {
  sim::Runtime runtime({});
  sim::Network network(runtime, {});
  ParrotHost host(network.host("server"), words);
  Client client(network.host("client"), spec);
  Errands errands;
  io::Group work(runtime);
  work.spawn(client.run(errand, errands.ended));
  RIPCORD_ASSERT(runtime.run_until_idle(limits) == sim::Stop::idle);
  errands.units = host.heard();
  return errands;
}

}  // namespace ripcord::fuzz
