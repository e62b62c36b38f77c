#pragma once

#include "transports/base/assert.hpp"
#include "transports/base/time.hpp"
#include "transports/io/operation.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ripcord::io {

/// What a runtime has to do: operations ready now, in the order in which they became so, and
/// operations due later, by time and then by the order in which they were armed. It does not know
/// what time it is.
class Agenda {
 public:
  Agenda();
  /// Operations that are still here become idle.
  ~Agenda();
  Agenda(const Agenda&) = delete;
  Agenda& operator=(const Agenda&) = delete;

  /// idle -> ready, behind all others.
  void post(Operation& operation) noexcept;
  /// idle -> armed. `at` may have passed.
  void arm(Operation& operation, Time at);
  /// armed -> idle.
  void disarm(Operation& operation) noexcept;
  /// ready -> idle.
  void remove(Operation& operation) noexcept;

  [[nodiscard]] std::size_t ready_count() const noexcept { return ready_count_; }
  [[nodiscard]] std::size_t armed_count() const noexcept { return heap_.size(); }

  /// Takes the ready operation with this index (0 is the oldest) out of the queue: ready -> idle.
  Operation& take_ready(std::size_t index) noexcept;

  /// The earliest time that anything is armed for, or `never`.
  [[nodiscard]] Time next_due() const noexcept;
  /// Makes ready everything due at `now` or before, by time and then by order of arming.
  void release_due(Time now) noexcept;

 private:
  struct Due {
    Time at;
    std::uint64_t sequence = 0;
    Operation* operation = nullptr;

    [[nodiscard]] bool before(const Due& other) const noexcept {
      return at != other.at ? at < other.at : sequence < other.sequence;
    }
  };

  // A `Due` goes by value and field by field: copied whole as soon as it was made, it would have to
  // wait for its fields.
  void place(std::size_t index, Due due) noexcept;
  void sift_up(std::size_t index, Due due) noexcept;
  void sift_down(std::size_t index, Due due) noexcept;

  Operation* first_ = nullptr;
  Operation* last_ = nullptr;
  std::size_t ready_count_ = 0;
  std::vector<Due> heap_;  // a binary heap; every operation knows its index
  std::uint64_t next_sequence_ = 0;
};

// What a step does several times.

inline void Agenda::post(Operation& operation) noexcept {
  RIPCORD_ASSERT(operation.state_ == Operation::State::idle);
  operation.state_ = Operation::State::ready;
  operation.agenda_ = this;
  operation.previous_ = last_;
  operation.next_ = nullptr;
  (last_ == nullptr ? first_ : last_->next_) = &operation;
  last_ = &operation;
  ++ready_count_;
}

inline void Agenda::remove(Operation& operation) noexcept {
  RIPCORD_ASSERT(operation.state_ == Operation::State::ready);
  (operation.previous_ == nullptr ? first_ : operation.previous_->next_) = operation.next_;
  (operation.next_ == nullptr ? last_ : operation.next_->previous_) = operation.previous_;
  operation.state_ = Operation::State::idle;
  --ready_count_;
}

inline Operation& Agenda::take_ready(std::size_t index) noexcept {
  RIPCORD_ASSERT(index < ready_count_);
  Operation* operation = first_;
  for (; index > 0; --index) operation = operation->next_;
  remove(*operation);
  return *operation;
}

inline Time Agenda::next_due() const noexcept { return heap_.empty() ? never : heap_.front().at; }

}  // namespace ripcord::io
