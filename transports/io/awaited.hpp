#pragma once

#include "transports/io/runtime.hpp"
#include "transports/io/strand.hpp"
#include "transports/io/task.hpp"

#include <concepts>
#include <coroutine>
#include <utility>

namespace ripcord::io {

/// Whether a start was done at once (the result is in the operation, which will not complete) or is
/// pending.
enum class Start : bool { done, pending };

/// An operation of some kind that resumes the coroutine awaiting it. Awaiters derive from it and
/// add `await_ready`, which starts, and `await_resume`, which tells the result.
template <typename Kind>
class Awaited : public Kind {
 public:
  /// `completion` is `&resume`, or a function that ends by calling it; `arguments` are the kind's.
  template <typename... Arguments>
  explicit Awaited(Operation::Completion completion, Arguments&&... arguments)
      : Kind(completion, std::forward<Arguments>(arguments)...) {}

  template <std::derived_from<PromiseBase> Promise>
  void await_suspend(std::coroutine_handle<Promise> coroutine) noexcept {
    coroutine_ = coroutine;
    strand_ = &coroutine.promise().strand();
    // Done, but no turn was granted: once round the loop.
    if (this->state() == Operation::State::idle) strand_->runtime().post(*this);
  }

 protected:
  static void resume(Operation& operation) {
    auto& self = static_cast<Awaited&>(operation);
    self.strand_->resume(self.coroutine_);
  }

 private:
  std::coroutine_handle<> coroutine_;
  Strand* strand_ = nullptr;
};

}  // namespace ripcord::io
