#include "transports/io/task.hpp"

namespace ripcord::io {

void PromiseBase::hand_back() noexcept {
  if (parent_ == nullptr) {
    strand_->finish();
    return;
  }
  parent_->child_ = nullptr;
  strand_->continue_with(parent_->owner_->frame_);
}

void TaskBase::start_on(Strand& strand) {
  RIPCORD_ASSERT(promise_->owner_ == nullptr);
  promise_->owner_ = this;
  promise_->strand_ = &strand;
  strand.resume(frame_);
}

void TaskBase::start_beneath(PromiseBase& parent) noexcept {
  RIPCORD_ASSERT(promise_->owner_ == nullptr);
  promise_->owner_ = this;
  promise_->strand_ = parent.strand_;
  promise_->parent_ = &parent;
  parent.child_ = promise_;
  parent.strand_->continue_with(frame_);
}

void TaskBase::destroy() noexcept {
  // From the innermost coroutine outwards, in a loop: left to the frames, each would destroy the
  // task that it awaits, and the stack would be as deep as the coroutines are nested.
  PromiseBase* innermost = promise_;
  while (innermost->child_ != nullptr) innermost = innermost->child_;
  while (innermost != promise_) {
    PromiseBase* const parent = innermost->parent_;
    std::exchange(innermost->owner_->frame_, nullptr).destroy();
    innermost = parent;
  }
  std::exchange(frame_, nullptr).destroy();
}

}  // namespace ripcord::io
