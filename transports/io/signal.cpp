#include "transports/io/signal.hpp"

#include "transports/io/runtime.hpp"

namespace ripcord::io {

void Signal::set() noexcept {
  if (Wait* const waiter = waiter_.take()) {
    waiter->timer_.unlink();
    runtime_.post(*waiter);
  } else {
    set_ = true;
  }
}

bool Signal::Wait::await_ready() {
  if (signal_.set_) {
    signal_.set_ = false;
    return signal_.runtime_.grant_turn();
  }
  if (deadline_ <= signal_.runtime_.now()) {
    wakeup_ = Wakeup::timed_out;
    return signal_.runtime_.grant_turn();
  }
  signal_.waiter_.hold(*this);
  if (deadline_ != never) signal_.runtime_.arm(timer_, deadline_);
  return false;
}

void Signal::Wait::time_out() {
  unlink();
  wakeup_ = Wakeup::timed_out;
  complete();
}

}  // namespace ripcord::io
