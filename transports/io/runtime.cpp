#include "transports/io/runtime.hpp"

namespace ripcord::io {

Runtime::~Runtime() = default;

LiveCounts Runtime::live() const noexcept {
  LiveCounts counts = census_;
  counts.ready = agenda_.ready_count();
  counts.armed = agenda_.armed_count();
  return counts;
}

void Runtime::run_ready(std::size_t index) {
  turns_left_ = turns_max;
  agenda_.take_ready(index).complete();
}

}  // namespace ripcord::io
