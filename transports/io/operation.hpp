#pragma once

#include <cstddef>
#include <cstdint>

namespace ripcord::io {

class Agenda;
class SlotBase;

/// Something that will complete: the intrusive node by which streams, timers and the ready queue
/// know who waits. It lives in whoever waits (an awaiter in a coroutine's frame, a member of a
/// deadline), so waiting allocates nothing.
///
/// Invariants:
/// 1. An operation is in at most one place, and `state()` names it.
/// 2. Destroying it, or `unlink()`, takes it out of that place: it then never completes. That is
///    all there is to cancellation.
/// 3. It completes only from the runtime's loop, never from within the call that started it.
///
///            hold              take, post
///     idle -------> waiting --------------> ready ---> idle, completed
///       \    arm               due         /
///        +--------> armed ----------------+
class Operation {
 public:
  enum class State : std::uint8_t {
    idle,     ///< Linked nowhere: not begun, or completed.
    waiting,  ///< In a Slot: of a stream, a listener, a signal, ...
    armed,    ///< In the timer heap.
    ready,    ///< In the ready queue: it completes in a coming step.
  };
  /// What happens on completion. It may destroy the operation.
  using Completion = void (*)(Operation&);

  explicit Operation(Completion completion) noexcept : completion_(completion) {}
  ~Operation() { unlink(); }
  Operation(const Operation&) = delete;
  Operation& operator=(const Operation&) = delete;

  [[nodiscard]] State state() const noexcept { return state_; }

  /// Leaves its place, if it is in one. It will not complete.
  void unlink() noexcept {
    if (state_ != State::idle) leave();
  }

  /// Runs the completion. For runtimes, and for a callback that completes what waited for it; the
  /// operation is idle.
  void complete() { completion_(*this); }

 private:
  friend class Agenda;
  friend class SlotBase;

  void leave() noexcept;

  Completion completion_;
  SlotBase* slot_ = nullptr;       // waiting
  Agenda* agenda_ = nullptr;       // armed, ready
  Operation* previous_ = nullptr;  // ready
  Operation* next_ = nullptr;      // ready
  std::size_t heap_index_ = 0;     // armed
  State state_ = State::idle;
};

/// An operation that calls a member function of its owner: `io::Callback<&Deadline::expire>
/// timer_{*this};`
template <auto method>
class Callback;

template <typename Owner, void (Owner::*method)()>
class Callback<method> : public Operation {
 public:
  /// `owner` outlives the callback: usually it is the object that this is a member of.
  explicit Callback(Owner& owner) noexcept
      : Operation([](Operation& self) {
          Owner& called = static_cast<Callback&>(self).owner_;
          (called.*method)();
        }),
        owner_(owner) {}

 private:
  Owner& owner_;
};

}  // namespace ripcord::io
