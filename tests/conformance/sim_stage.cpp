#include "tests/conformance/stage.hpp"
#include "transports/sim/network.hpp"
#include "transports/sim/runtime.hpp"

namespace ripcord::conformance {
namespace {

class SimStage final : public NetworkStage {
 public:
  SimStage(sim::RuntimeOptions runtime_options, sim::NetworkOptions network_options)
      : runtime_(runtime_options), network_(runtime_, network_options) {}

  io::Runtime& runtime() override { return runtime_; }
  io::Network& client() override { return network_.host("client"); }
  io::Network& server() override { return network_.host("server"); }
  io::Address server_address() override { return {"server", 0}; }

  io::Address black_hole() override {
    network_.cut("black hole");
    return {"black hole", 1};
  }

  bool run_until(const std::function<bool()>& done) override {
    while (!done()) {
      if (!runtime_.step()) return false;
    }
    return true;
  }

 private:
  sim::Runtime runtime_;
  sim::Network network_;
};

}  // namespace

std::unique_ptr<NetworkStage> make_sim_stage() {
  return std::make_unique<SimStage>(sim::RuntimeOptions{}, sim::NetworkOptions{});
}

std::unique_ptr<NetworkStage> make_seeded_sim_stage() {
  return std::make_unique<SimStage>(
      sim::RuntimeOptions{.seed = 11, .schedule = sim::Schedule::seeded},
      sim::NetworkOptions{.seed = 11,
                          .latency = {std::chrono::microseconds(1), std::chrono::microseconds(50)},
                          .segment_bytes_max = 7,
                          .reads = sim::Reads::seeded});
}

}  // namespace ripcord::conformance
