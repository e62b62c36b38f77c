#pragma once

#include "transports/base/assert.hpp"
#include "transports/io/operation.hpp"

namespace ripcord::io {

/// See Slot.
class SlotBase {
 public:
  SlotBase() = default;
  /// What still waits becomes idle and never completes: a resource that owes more completes it
  /// before.
  ~SlotBase() { take_any(); }
  SlotBase(const SlotBase&) = delete;
  SlotBase& operator=(const SlotBase&) = delete;

  [[nodiscard]] bool empty() const noexcept { return waiting_ == nullptr; }

 protected:
  void hold_any(Operation& operation) noexcept;
  Operation* take_any() noexcept;

 private:
  friend class Operation;
  Operation* waiting_ = nullptr;
};

inline void SlotBase::hold_any(Operation& operation) noexcept {
  RIPCORD_ASSERT(operation.state_ == Operation::State::idle);
  RIPCORD_ASSERT(waiting_ == nullptr);
  waiting_ = &operation;
  operation.slot_ = this;
  operation.state_ = Operation::State::waiting;
}

inline Operation* SlotBase::take_any() noexcept {
  Operation* const operation = waiting_;
  if (operation != nullptr) {
    waiting_ = nullptr;
    operation->slot_ = nullptr;
    operation->state_ = Operation::State::idle;
  }
  return operation;
}

/// A place in a resource where at most one operation waits. An operation that dies leaves the slot
/// empty, so a resource never sees a dead one and needs no call to be told.
template <typename Kind>
class Slot : public SlotBase {
 public:
  /// idle -> waiting. The slot is empty.
  void hold(Kind& operation) noexcept { hold_any(operation); }
  /// waiting -> idle; null if nothing waits. The caller then posts it, or holds it again.
  Kind* take() noexcept { return static_cast<Kind*>(take_any()); }
};

}  // namespace ripcord::io
