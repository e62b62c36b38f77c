#pragma once

#include "transports/base/bytes.hpp"
#include "transports/shim/moment.hpp"

#include <cstdint>
#include <vector>

namespace ripcord::shim {

/// A byte to be put in the place of another.
struct Edit {
  /// In the stream as it leaves the wire, from 0.
  std::uint64_t position = 0;
  Byte value = 0;
};

/// A fault without a trigger: edits answers of the directory on their way to the client, behind all
/// rules. A proxy's way to stay in the path of the endpoints that a mapper hands out.
class Rewriter {
 public:
  /// Nothing has to stay in the wire.
  static constexpr std::uint64_t keep_nothing = ~std::uint64_t{0};

  virtual ~Rewriter() = default;

  /// `unit`, a part of a call of the directory, leaves as `bytes` (what rules made of it), at
  /// `position` of the stream to the client. Appends `edits` to these bytes or to earlier ones that
  /// stayed, and returns the position from which bytes stay in the wire: the beginning of this unit
  /// or of an earlier one that still stays. They stay until a later call lets them go, or the
  /// stream ends. Must not call the wire.
  virtual std::uint64_t pass(const Unit& unit,
                             ByteView bytes,
                             std::uint64_t position,
                             std::vector<Edit>& edits) = 0;
};

}  // namespace ripcord::shim
