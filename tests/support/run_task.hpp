#pragma once

#include "transports/base/assert.hpp"
#include "transports/io/group.hpp"
#include "transports/io/task.hpp"
#include "transports/sim/runtime.hpp"

#include <optional>
#include <utility>

namespace ripcord::test {

/// Runs `task` until it has finished and returns its value. A task that never finishes fails an
/// assertion.
template <typename T>
T run_task(sim::Runtime& runtime, io::Task<T> task) {
  std::optional<T> value;
  io::Group group(runtime);
  // Not a lambda: its captures would die before the coroutine.
  struct Keep {
    static io::Task<void> value_of(io::Task<T> kept, std::optional<T>& result) {
      result = co_await kept;
    }
  };
  group.spawn(Keep::value_of(std::move(task), value));
  while (!group.empty() && runtime.step()) {
  }
  RIPCORD_ASSERT(value.has_value());
  return std::move(*value);
}

inline void run_task(sim::Runtime& runtime, io::Task<void> task) {
  io::Group group(runtime);
  group.spawn(std::move(task));
  while (!group.empty() && runtime.step()) {
  }
  RIPCORD_ASSERT(group.empty());
}

}  // namespace ripcord::test
