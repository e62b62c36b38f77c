#pragma once

#include "transports/io/task.hpp"

#include <cstdint>
#include <optional>

namespace ripcord::load {

/// One of the connections of a load, over which it makes one call at a time.
class Line {
 public:
  virtual ~Line() = default;

  /// Makes a call: the bytes of its stubs, both ways; none if there was no right answer. The first
  /// one finds the way, connects and binds; one that breaks is made again by the next call. The
  /// line outlives the task.
  virtual io::Task<std::optional<std::uint64_t>> call() = 0;
};

}  // namespace ripcord::load
