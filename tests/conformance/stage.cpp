#include "tests/conformance/stage.hpp"

#include "tests/conformance/pending.hpp"
#include "transports/base/assert.hpp"

namespace ripcord::conformance {

Ends NetworkStage::connect() {
  const std::unique_ptr<io::Listener> listener = *server().listen(server_address());
  PendingConnect connect(client(), listener->address());
  PendingAccept accept(*listener);
  RIPCORD_ASSERT(run_until([&] { return connect.done() && accept.done(); }));
  return {*connect.take_result(), *accept.take_result()};
}

std::unique_ptr<NetworkStage> make_network_stage(const std::string& transport) {
  if (transport == "sim") return make_sim_stage();
  if (transport == "sim_seeded") return make_seeded_sim_stage();
  if (transport == "local") return make_local_stage();
  RIPCORD_ASSERT(transport == "tcp");
  return make_tcp_stage();
}

std::unique_ptr<Stage> make_stage(const std::string& transport) {
  if (transport == "pipe") return make_pipe_stage();
  return make_network_stage(transport);
}

}  // namespace ripcord::conformance
