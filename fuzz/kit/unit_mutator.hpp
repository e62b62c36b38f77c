#pragma once

#include "transports/base/bytes.hpp"
#include "transports/base/prng.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ripcord::fuzz {

/// Changes the first `size` bytes at `data`, where there is room for `max_size`, and returns how
/// many there are then: LLVMFuzzerMutate.
using ByteMutator = std::size_t (*)(std::uint8_t* data, std::size_t size, std::size_t max_size);

/// A fuzzer's input that is a stream of PDUs behind some bytes of choices.
struct UnitStream {
  Bytes choices;
  std::vector<Bytes> units;
  /// What is no whole unit.
  Bytes tail;

  [[nodiscard]] static UnitStream of(ByteView input, std::size_t prefix_size);
  /// The choices and as many of the units, then of the tail, as fit into `max_size` bytes.
  [[nodiscard]] Bytes joined(std::size_t max_size) const;
};

/// Changes streams of PDUs as PDUs: bytes and fields within one, and their number and order. Seven
/// times in eight it makes the header of what it changed fit again, so that what follows is still
/// seen; else it leaves lengths as they came out, since wrong ones are worth trying too.
class UnitMutator {
 public:
  UnitMutator(std::size_t prefix_size, ByteMutator bytes)
      : prefix_size_(prefix_size), bytes_(bytes) {}

  /// Changes the first `size` bytes of `room`, and returns how many there are then.
  std::size_t mutate(MutableByteView room, std::size_t size, Prng& random) const;

  /// The first units of one input and the last of another, at most `max_size` bytes.
  [[nodiscard]] Bytes cross(ByteView first,
                            ByteView second,
                            std::size_t max_size,
                            Prng& random) const;

 private:
  void change(UnitStream& stream, std::size_t room, Prng& random) const;
  void change_bytes(Bytes& unit, std::size_t room) const;

  std::size_t prefix_size_;
  ByteMutator bytes_;
};

/// Makes version, frag_length and auth_length of `unit` legal again, as if its body were meant.
/// What is shorter than a header is filled up.
void repair(Bytes& unit);

}  // namespace ripcord::fuzz
