#include "transports/io/operation.hpp"

#include "transports/base/assert.hpp"
#include "transports/io/agenda.hpp"
#include "transports/io/slot.hpp"

namespace ripcord::io {

void Operation::leave() noexcept {
  switch (state_) {
    case State::idle:
      return;
    case State::waiting:
      slot_->take_any();
      return;
    case State::armed:
      agenda_->disarm(*this);
      return;
    case State::ready:
      agenda_->remove(*this);
      return;
  }
}

void SlotBase::hold_any(Operation& operation) noexcept {
  RIPCORD_ASSERT(operation.state_ == Operation::State::idle);
  RIPCORD_ASSERT(waiting_ == nullptr);
  waiting_ = &operation;
  operation.slot_ = this;
  operation.state_ = Operation::State::waiting;
}

Operation* SlotBase::take_any() noexcept {
  Operation* const operation = waiting_;
  if (operation != nullptr) {
    waiting_ = nullptr;
    operation->slot_ = nullptr;
    operation->state_ = Operation::State::idle;
  }
  return operation;
}

}  // namespace ripcord::io
