#pragma once

#include "harness/explore/atlas.hpp"
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
  [[nodiscard]] bool exhausted() const { return at_ == bytes_.size(); }

 private:
  ByteView bytes_;
  std::size_t at_ = 0;
};

/// Faults that a random schedule has at most.
inline constexpr std::size_t random_faults_max = 16;

/// The schedule that `bytes` decide upon, out of the first `points` points of `atlas`:
///
///     profile (8 bytes: which kinds are on the menu) { gap, dish }*
///
/// `gap` points are passed by, then `dish` strikes at the next one, if the profile has it and it is
/// legal there. No bytes, no faults; any bytes are a schedule.
[[nodiscard]] Schedule schedule_from(ByteView bytes, const Atlas& atlas, std::size_t points);

}  // namespace ripcord::explore
