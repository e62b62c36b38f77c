#pragma once

#include "harness/peers/interfaces/echo_service.hpp"
#include "transports/base/bytes.hpp"
#include "transports/base/prng.hpp"

#include <cstdint>

namespace ripcord::peers::echo {

/// Makes `stub` a request of `opnum` with data drawn from `random`; `size` is the data's, in bytes,
/// for the operations that carry any, and the seconds of TestSleep.
void write_request(Opnum opnum, std::uint32_t size, Prng& random, ByteOrder order, Bytes& stub);

/// A stub, and how its integers are written.
struct StubView {
  ByteView stub;
  ByteOrder order = ByteOrder::little_endian;
};

/// Whether `answer` is what an echo server says to `request`.
[[nodiscard]] bool is_right_answer(Opnum opnum, StubView request, StubView answer);

}  // namespace ripcord::peers::echo
