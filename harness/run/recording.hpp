#pragma once

#include "transports/trace/log.hpp"

#include <cstdint>

namespace ripcord::run {

/// Which runs keep their trace; an outline is a trace without the bytes that were sent.
enum class Keep : std::uint8_t { all, failures, outline, none };

/// Is told of a run's log before its first record.
class LogListener {
 public:
  /// What is shown every record of `log`, which outlives it; null = nothing. A run that is played
  /// again begins another log.
  virtual trace::Tap* began(const trace::Log& log) = 0;

 protected:
  ~LogListener() = default;
};

/// What a run leaves of its trace.
struct Recording {
  // NOLINTNEXTLINE(google-explicit-constructor,hicpp-explicit-conversions): most say no more.
  Recording(Keep kept) : keep(kept) {}
  Recording(Keep kept, trace::Payload bytes) : keep(kept), payload(bytes) {}

  [[nodiscard]] trace::Payload payload_to_keep() const {
    return keep == Keep::all || keep == Keep::failures ? payload : trace::Payload::none;
  }

  Keep keep;
  /// Of traces that are kept; an outline has none.
  trace::Payload payload = trace::Payload::full;
  /// Outlives the run; null = nobody.
  LogListener* listener = nullptr;
};

}  // namespace ripcord::run
