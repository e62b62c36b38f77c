#include "tests/conformance/exchange.hpp"

#include <algorithm>

namespace ripcord::conformance {

Got Exchange::read(io::Stream& stream, std::size_t size) {
  constexpr std::size_t buffer_size = 4096;
  Got got;
  while (got.text.size() < size) {
    Bytes buffer(std::min(buffer_size, size - got.text.size()));
    const PendingRead reading(stream, buffer);
    EXPECT_TRUE(run_until([&] { return reading.done(); })) << "the read never ends";
    if (!reading.done() || reading.error()) {
      got.error = reading.error();
      break;
    }
    got.text.append(buffer.begin(), buffer.begin() + static_cast<std::ptrdiff_t>(reading.count()));
  }
  return got;
}

ErrorCode Exchange::write(io::Stream& stream, std::string_view text) {
  while (!text.empty()) {
    const PendingWrite writing(stream, view(text));
    EXPECT_TRUE(run_until([&] { return writing.done(); })) << "the write never ends";
    if (!writing.done() || writing.error()) return writing.error();
    text.remove_prefix(writing.count());
  }
  return {};
}

ErrorCode Exchange::write_to_end(io::Stream& stream) {
  // By then a reset that is on its way has come.
  constexpr int writes_max = 10'000;
  for (int writes = 0; writes < writes_max; ++writes) {
    if (const ErrorCode error = write(stream, "x")) return error;
    const PendingSleep moment(runtime(), std::chrono::microseconds(10));
    EXPECT_TRUE(run_until([&] { return moment.done(); }));
  }
  return {};
}

std::size_t Exchange::fill(io::Stream& stream) {
  // More than any kernel buffers.
  constexpr std::size_t bytes_max = std::size_t{64} * 1024 * 1024;
  const Bytes bytes(std::size_t{64} * 1024);
  std::size_t count = 0;
  while (count < bytes_max) {
    const PendingWrite writing(stream, bytes);
    if (!writing.done()) break;
    count += writing.count();
  }
  return count;
}

}  // namespace ripcord::conformance
