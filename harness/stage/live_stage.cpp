#include "harness/stage/live_stage.hpp"

#include <algorithm>
#include <utility>

namespace ripcord::stage {

LiveStage::LiveStage(std::unique_ptr<Cabling> cabling)
    : cabling_(std::move(cabling)), outside_(cabling_->outside(runtime_)) {}

io::Network& LiveStage::host(std::string_view name) {
  const auto known = hosts_.find(name);
  if (known != hosts_.end()) return known->second;
  const std::string host(name);
  return hosts_.try_emplace(host, host, cabling_->network(runtime_, host)).first->second;
}

io::Address LiveStage::address(std::string_view name, std::uint16_t port) {
  return {std::string(name), port};
}

Stop LiveStage::run(const Limits& limits) {
  const Time limit = after(Time{}, std::min(limits.virtual_time, limits.wall_time));
  const auto ended = [&] {
    return runtime_.shortage() || std::exchange(done_, false) || ++steps_ > limits.steps;
  };
  for (;;) {
    const std::uint64_t events = runtime_.kernel_events();
    const Time slice = std::min(limit, after(runtime_.now(), quiet_time));
    switch (runtime_.run_until(ended, slice)) {
      case sockets::Stop::done:
        if (runtime_.shortage()) return Stop::shortage;
        return steps_ > limits.steps ? Stop::step_limit : Stop::done;
      case sockets::Stop::idle:
        return Stop::idle;
      case sockets::Stop::time_limit:
        break;
    }
    if (runtime_.now() >= limit) return Stop::time_limit;
    const bool waits = runtime_.waits_for_kernel() && runtime_.hopeful_connects() == 0;
    if (waits && cabling_->settled() && runtime_.kernel_events() == events) return Stop::idle;
  }
}

}  // namespace ripcord::stage
