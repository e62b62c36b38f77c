#pragma once

#include "transports/io/awaited.hpp"
#include "transports/io/slot.hpp"
#include "transports/io/task.hpp"

#include <cstddef>

namespace ripcord::io {

class Runtime;

/// Owns coroutines that run side by side. Destroying the group destroys them, youngest first,
/// wherever they wait.
///
/// A coroutine that finishes leaves by itself. A member may spawn more, and may destroy other
/// groups; it must not destroy the group it runs in (asserted): post an operation that does.
/// Declare a group after what its coroutines use.
class Group {
 public:
  explicit Group(Runtime& runtime) noexcept : runtime_(runtime) {}
  ~Group() { clear(); }
  Group(const Group&) = delete;
  Group& operator=(const Group&) = delete;

  /// Owns `task` and begins it in a coming step.
  void spawn(Task<void> task);

  /// Destroys every coroutine. None of them is running.
  void clear() noexcept;

  [[nodiscard]] bool empty() const noexcept { return count_ == 0; }
  [[nodiscard]] std::size_t size() const noexcept { return count_; }
  [[nodiscard]] Runtime& runtime() const noexcept { return runtime_; }

  /// `co_await group.drained();` returns when no coroutine is left. One waiter, not a member.
  class Drained;
  [[nodiscard]] Drained drained() noexcept;

 private:
  class Member;

  void retire(Member& member) noexcept;

  Runtime& runtime_;
  Member* youngest_ = nullptr;
  std::size_t count_ = 0;
  Slot<Operation> drain_;
};

class Group::Drained : public Awaited<Operation> {
 public:
  explicit Drained(Group& group) noexcept : Awaited(&resume), group_(group) {}

  [[nodiscard]] bool await_ready() noexcept {
    if (!group_.empty()) group_.drain_.hold(*this);
    return group_.empty();
  }
  void await_resume() const noexcept {}

 private:
  Group& group_;
};

inline Group::Drained Group::drained() noexcept { return Drained(*this); }

}  // namespace ripcord::io
