#pragma once

#include "harness/peers/client/client_context.hpp"
#include "transports/base/time.hpp"
#include "transports/io/task.hpp"
#include "transports/io/timer.hpp"

#include <algorithm>
#include <cstdint>

namespace ripcord::peers {

/// The pauses between the tries of one step: each twice as long as the one before, and only so many
/// as the client's knobs allow.
class Pause {
 public:
  /// `context` outlives it.
  explicit Pause(const ClientContext& context)
      : context_(context), left_(context.spec.retries), next_(context.spec.retry_pause) {}

  /// Whether one more try is allowed.
  [[nodiscard]] bool left() const {
    return left_ > 0 || has(context_.defects, Defect::unbounded_retry);
  }

  /// Waits before that try; `left()` holds.
  [[nodiscard]] io::Sleep wait() {
    const Duration length = has(context_.defects, Defect::unbounded_retry) ? Duration{} : next_;
    if (left_ > 0) --left_;
    next_ = std::min(2 * next_, length_max);
    return io::sleep_for(context_.runtime(), length);
  }

 private:
  /// Doubling ends here: who has waited so long will not be helped by waiting longer.
  static constexpr Duration length_max = std::chrono::minutes(1);

  const ClientContext& context_;
  std::uint32_t left_;
  Duration next_;
};

}  // namespace ripcord::peers
