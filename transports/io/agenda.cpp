#include "transports/io/agenda.hpp"

#include "transports/base/assert.hpp"

namespace ripcord::io {
namespace {

constexpr std::size_t parent_of(std::size_t index) { return (index - 1) / 2; }
constexpr std::size_t first_child_of(std::size_t index) { return 2 * index + 1; }

}  // namespace

Agenda::Agenda() {
  // Enough for the timers and connections of an ordinary world: one allocation a world.
  constexpr std::size_t usual_armed_count = 64;
  heap_.reserve(usual_armed_count);
}

Agenda::~Agenda() {
  while (first_ != nullptr) remove(*first_);
  while (!heap_.empty()) disarm(*heap_.back().operation);
}

void Agenda::arm(Operation& operation, Time at) {
  RIPCORD_ASSERT(operation.state_ == Operation::State::idle);
  RIPCORD_ASSERT(at != never);
  heap_.emplace_back();
  sift_up(heap_.size() - 1, {at, next_sequence_++, &operation});
  operation.state_ = Operation::State::armed;
  operation.agenda_ = this;
}

void Agenda::disarm(Operation& operation) noexcept {
  RIPCORD_ASSERT(operation.state_ == Operation::State::armed);
  const std::size_t index = operation.heap_index_;
  const Due moved = heap_.back();
  heap_.pop_back();
  if (index < heap_.size()) {
    if (index > 0 && moved.before(heap_[parent_of(index)])) {
      sift_up(index, moved);
    } else {
      sift_down(index, moved);
    }
  }
  operation.state_ = Operation::State::idle;
}

void Agenda::release_due(Time now) noexcept {
  while (next_due() <= now && !heap_.empty()) {
    Operation& operation = *heap_.front().operation;
    disarm(operation);
    post(operation);
  }
}

void Agenda::place(std::size_t index, Due due) noexcept {
  Due& slot = heap_[index];
  slot.at = due.at;
  slot.sequence = due.sequence;
  slot.operation = due.operation;
  due.operation->heap_index_ = index;
}

void Agenda::sift_up(std::size_t index, Due due) noexcept {
  while (index > 0 && due.before(heap_[parent_of(index)])) {
    place(index, heap_[parent_of(index)]);
    index = parent_of(index);
  }
  place(index, due);
}

void Agenda::sift_down(std::size_t index, Due due) noexcept {
  for (std::size_t child = first_child_of(index); child < heap_.size();
       child = first_child_of(index)) {
    if (child + 1 < heap_.size() && heap_[child + 1].before(heap_[child])) ++child;
    if (!heap_[child].before(due)) break;
    place(index, heap_[child]);
    index = child;
  }
  place(index, due);
}

}  // namespace ripcord::io
