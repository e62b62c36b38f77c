#include "transports/io/strand.hpp"

#include "transports/base/assert.hpp"

#include <utility>

namespace ripcord::io {

Strand::~Strand() { RIPCORD_ASSERT(!running_); }

void Strand::resume(std::coroutine_handle<> coroutine) {
  RIPCORD_ASSERT(!running_);
  running_ = true;
  next_ = coroutine;
  while (next_) std::exchange(next_, nullptr).resume();
  running_ = false;
  if (finished_) complete();
}

}  // namespace ripcord::io
