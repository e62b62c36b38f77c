#pragma once

#include "transports/base/assert.hpp"
#include "transports/io/frame_pool.hpp"
#include "transports/io/strand.hpp"

#include <concepts>
#include <coroutine>
#include <cstddef>
#include <exception>
#include <optional>
#include <utility>

namespace ripcord::io {

class TaskBase;

/// The part of a coroutine's frame by which tasks find their strand and each other.
class PromiseBase {
 public:
  static void* operator new(std::size_t size) { return allocate_block(size); }
  static void operator delete(void* frame, std::size_t size) noexcept { free_block(frame, size); }

  std::suspend_always initial_suspend() const noexcept { return {}; }
  auto final_suspend() noexcept {
    struct Final : std::suspend_always {
      explicit Final(PromiseBase& finished) noexcept : promise(finished) {}
      void await_suspend(std::coroutine_handle<>) const noexcept { promise.hand_back(); }

      PromiseBase& promise;
    };
    return Final(*this);
  }
  // Nothing of ours throws; an exception that gets here is a bug, and its stack is worth more than
  // an unwound one.
  void unhandled_exception() const noexcept { std::terminate(); }

  [[nodiscard]] Strand& strand() const noexcept { return *strand_; }

 private:
  friend class TaskBase;

  void hand_back() noexcept;

  Strand* strand_ = nullptr;
  TaskBase* owner_ =
      nullptr;  // the task that is awaited or is a strand's root; does not move meanwhile
  PromiseBase* parent_ = nullptr;  // who awaits this; null in a strand's root
  PromiseBase* child_ = nullptr;   // whom this awaits
};

/// A task without its type.
class TaskBase {
 public:
  TaskBase(TaskBase&& other) noexcept
      : frame_(std::exchange(other.frame_, nullptr)),
        promise_(std::exchange(other.promise_, nullptr)) {}
  TaskBase& operator=(TaskBase&&) = delete;
  ~TaskBase() {
    if (frame_) destroy();
  }

  /// Makes this the outermost coroutine of `strand` and runs it. Once.
  void start_on(Strand& strand);

 protected:
  TaskBase(std::coroutine_handle<> frame, PromiseBase& promise) noexcept
      : frame_(frame), promise_(&promise) {}

  void start_beneath(PromiseBase& parent) noexcept;
  [[nodiscard]] PromiseBase& promise() const noexcept { return *promise_; }

 private:
  friend class PromiseBase;

  void destroy() noexcept;

  std::coroutine_handle<> frame_;
  PromiseBase* promise_;
};

template <typename T>
class PromiseOf;

/// A coroutine that yields a T, or nothing for void.
///
/// 1. Lazy: it does not begin before it is awaited or given to a Group.
/// 2. Owned: destroying it cancels it wherever it waits; its locals are destroyed, innermost
///    coroutine first.
/// 3. Awaited at most once: `T value = co_await task();` as a whole statement or initialiser.
/// 4. Single-threaded, and it must not be destroyed by itself while it runs: post an operation that
///    does it.
/// 5. Its parameters are copied into its frame: what it takes by reference must live until it
///    completes.
template <typename T = void>
class [[nodiscard]] Task : public TaskBase {
 public:
  using promise_type = PromiseOf<T>;

  explicit Task(promise_type& promise) noexcept
      : TaskBase(std::coroutine_handle<promise_type>::from_promise(promise), promise) {}

  [[nodiscard]] bool await_ready() const noexcept { return false; }
  template <std::derived_from<PromiseBase> Parent>
  void await_suspend(std::coroutine_handle<Parent> parent) noexcept {
    start_beneath(parent.promise());
  }
  T await_resume() {
    if constexpr (!std::is_void_v<T>) return static_cast<promise_type&>(promise()).take();
  }
};

template <typename T>
class PromiseOf : public PromiseBase {
 public:
  Task<T> get_return_object() noexcept { return Task<T>(*this); }
  template <std::convertible_to<T> U>
  void return_value(U&& value) {
    value_.emplace(std::forward<U>(value));
  }
  T take() {
    RIPCORD_ASSERT(value_.has_value());
    return std::move(*value_);
  }

 private:
  std::optional<T> value_;
};

template <>
class PromiseOf<void> : public PromiseBase {
 public:
  Task<void> get_return_object() noexcept { return Task<void>(*this); }
  void return_void() const noexcept {}
};

}  // namespace ripcord::io
