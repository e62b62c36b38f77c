#pragma once

#include "transports/base/bytes.hpp"

#include <cstddef>
#include <cstdint>

namespace ripcord::explore {

/// Decisions out of bytes: a fuzzer's input, or what a seed draws. Where they are exhausted every
/// further decision is 0, which means "no".
class Decisions {
 public:
  /// `bytes` outlive the decisions.
  explicit Decisions(ByteView bytes) : bytes_(bytes) {}

  [[nodiscard]] std::uint8_t next();
  /// Eight decisions as one number, the first the most significant.
  [[nodiscard]] std::uint64_t next_eight();
  [[nodiscard]] bool exhausted() const { return at_ == bytes_.size(); }

 private:
  ByteView bytes_;
  std::size_t at_ = 0;
};

}  // namespace ripcord::explore
