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

}  // namespace ripcord::io
