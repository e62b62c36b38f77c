#pragma once

#include "transports/io/operation.hpp"

#include <coroutine>

namespace ripcord::io {

class Runtime;

/// One coroutine and all that it awaits, of which exactly one runs or waits at a time. The
/// trampoline: a coroutine that starts, awaits or finishes another only names who is next and
/// returns here, so the stack is equally deep however deep the coroutines are nested. Symmetric
/// transfer would promise that too, but g++ breaks the promise below -O2 and under sanitizers.
///
/// As an operation it completes twice: when the loop starts it and when its outermost coroutine has
/// finished.
class Strand : public Operation {
 public:
  Strand(Runtime& runtime, Completion completion) noexcept
      : Operation(completion), runtime_(runtime) {}

  /// It is not running: a coroutine must not destroy itself.
  ~Strand();

  [[nodiscard]] Runtime& runtime() const noexcept { return runtime_; }
  [[nodiscard]] bool running() const noexcept { return running_; }

  /// Runs `coroutine`, and whoever is next, until one waits. Called from the runtime's loop only.
  /// May destroy `*this`.
  void resume(std::coroutine_handle<> coroutine);

  /// Names who runs when the running coroutine suspends. Called by it.
  void continue_with(std::coroutine_handle<> next) noexcept { next_ = next; }
  /// The outermost coroutine has finished. Called by it.
  void finish() noexcept { finished_ = true; }

 private:
  Runtime& runtime_;
  std::coroutine_handle<> next_;
  bool running_ = false;
  bool finished_ = false;
};

}  // namespace ripcord::io
