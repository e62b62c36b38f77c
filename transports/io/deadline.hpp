#pragma once

#include "transports/base/time.hpp"
#include "transports/io/operation.hpp"

namespace ripcord::io {

class Runtime;
class Stream;

/// A time limit on a stream, as a local of whoever works under it.
///
/// Sticky: once `at` has passed, the stream's pending operations and every later one fail with
/// `timed_out` until the deadline is destroyed, so one that fires between two operations is not
/// lost. With several on a stream the earliest wins. No byte is lost: an operation that timed out
/// has moved none. The stream itself stays as it is. A stream may die before its deadlines.
class Deadline {
 public:
  Deadline(Runtime& runtime, Stream& stream, Time at);
  ~Deadline();
  Deadline(const Deadline&) = delete;
  Deadline& operator=(const Deadline&) = delete;

  [[nodiscard]] bool expired() const noexcept { return expired_; }

 private:
  friend class Stream;

  void expire();
  /// Leaves the stream.
  void detach() noexcept;

  Stream* stream_;  // null once the stream has died
  Deadline* next_ = nullptr;
  Deadline* previous_ = nullptr;
  bool expired_ = false;
  Callback<&Deadline::expire> timer_{*this};
};

}  // namespace ripcord::io
