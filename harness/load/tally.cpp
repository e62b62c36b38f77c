#include "harness/load/tally.hpp"

namespace ripcord::load {
namespace {

std::uint64_t count_of(Duration time) {
  return time.count() > 0 ? static_cast<std::uint64_t>(time.count()) : 0;
}

}  // namespace

void Tally::answered(const TimedCall& call) {
  latency_.record(count_of(call.ended - call.intended));
  service_.record(count_of(call.ended - call.started));
  bytes_ += call.bytes;
}

void Tally::dispatched(Duration lag) {
  lag_.record(count_of(lag));
  if (lag > late_from) ++late_;
}

bool Tally::is_saturated() const {
  return static_cast<double>(late_) > late_share_max * static_cast<double>(lag_.count());
}

}  // namespace ripcord::load
