#include "harness/stage/sim_venue.hpp"

#include "transports/base/assert.hpp"
#include "transports/sim/network.hpp"
#include "transports/sim/runtime.hpp"

#include <string>

namespace ripcord::stage {
namespace {

sim::RuntimeOptions runtime_options(const scenario::NetworkSpec& network, std::uint64_t seed) {
  const bool seeded = network.schedule == scenario::Schedule::seeded;
  return {.seed = seed, .schedule = seeded ? sim::Schedule::seeded : sim::Schedule::fifo};
}

sim::NetworkOptions network_options(const scenario::NetworkSpec& network, std::uint64_t seed) {
  const bool seeded = network.reads == scenario::Reads::seeded;
  return {.seed = seed,
          .latency = {.low = network.latency.low, .high = network.latency.high},
          .bytes_per_second = network.bandwidth.value_or(0),
          .buffer_bytes_max = network.buffer,
          .segment_bytes_max = network.segment,
          .reads = seeded ? sim::Reads::seeded : sim::Reads::whole};
}

class SimStage final : public Stage {
 public:
  SimStage(const scenario::NetworkSpec& network, std::uint64_t seed)
      : runtime_(runtime_options(network, seed)),
        network_(runtime_, network_options(network, seed)) {}

  io::Runtime& runtime() override { return runtime_; }
  io::Network& host(std::string_view name) override { return network_.host(name); }
  io::Address address(std::string_view name, std::uint16_t port) override {
    return {std::string(name), port};
  }

  Result<Silence> cut(std::string_view name) override {
    network_.cut(name);
    return Silence::everybody;
  }
  void heal(std::string_view name) override { network_.heal(name); }

  Stop run(const Limits& limits) override {
    switch (runtime_.run_until_idle(
        {.time = after(Time{}, limits.virtual_time), .steps = limits.steps})) {
      case sim::Stop::idle:
        return Stop::idle;
      case sim::Stop::time_limit:
        return Stop::time_limit;
      case sim::Stop::step_limit:
        return Stop::step_limit;
      case sim::Stop::interrupted:
        return Stop::done;
    }
    RIPCORD_ASSERT(false);
  }
  void done() override { runtime_.interrupt(); }

 private:
  sim::Runtime runtime_;
  sim::Network network_;
};

class SimVenue final : public Venue {
 public:
  std::string_view name() const override { return "sim"; }
  bool deterministic() const override { return true; }
  std::unique_ptr<Stage> stage(const scenario::NetworkSpec& network,
                               std::uint64_t seed) const override {
    return std::make_unique<SimStage>(network, seed);
  }
};

}  // namespace

const Venue& sim_venue() {
  static const SimVenue venue;
  return venue;
}

}  // namespace ripcord::stage
