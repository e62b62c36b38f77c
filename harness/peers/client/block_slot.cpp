#include "harness/peers/client/block_slot.hpp"

#include "transports/dcerpc/status.hpp"

#include <utility>

namespace ripcord::peers {

BlockSlot::BlockSlot(ClientContext& context)
    : context_(context), completion_(context.runtime()), taken_(context.runtime()) {}

io::Task<void> BlockSlot::put(Called<Bytes> block) {
  block_ = std::move(block);
  completion_.set();
  co_await taken_.wait();
}

io::Task<Called<Bytes>> BlockSlot::take() {
  // The one wait of the API that is not the transport's: its limit holds whatever else does not.
  const scenario::TimeLimit& limit = context_.spec.read_wait;
  const bool unlimited = !limit || has(context_.defects, Defect::hang);
  const Time deadline = unlimited ? never : after(context_.runtime().now(), *limit);
  const io::Wakeup woken = co_await completion_.wait_until(deadline);
  if (woken == io::Wakeup::timed_out) {
    co_return CallFailure(
        Stage::local, Trouble::timed_out, Executed::maybe, dcerpc::win32::wait_timeout);
  }
  Called<Bytes> block = std::move(*block_);
  block_.reset();
  taken_.set();
  co_return block;
}

}  // namespace ripcord::peers
