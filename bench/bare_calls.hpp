#pragma once

#include "transports/base/assert.hpp"
#include "transports/base/bytes.hpp"
#include "transports/io/network.hpp"
#include "transports/io/stream.hpp"
#include "transports/io/task.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>

/// A client and a server with nothing to say: calls of a fixed size each way on an `io::Stream`, on
/// whatever transport. What they cost is what a call costs before a byte of it has a meaning.
namespace ripcord::bench {

/// What a call carries, in bytes.
struct CallShape {
  std::size_t request = 0;
  std::size_t response = 0;
};

/// Answers calls until the client has gone.
inline io::Task<void> answer_calls(io::Stream& stream, CallShape shape) {
  Bytes request(shape.request);
  const Bytes response(shape.response);
  for (;;) {
    const Result<void> read = co_await io::read_exactly(stream, request);
    if (!read) co_return;
    const Result<void> written = co_await io::write_all(stream, response);
    if (!written) co_return;
  }
}

/// Makes so many calls, one after the other.
inline io::Task<void> make_calls(io::Stream& stream, CallShape shape, std::int64_t calls) {
  const Bytes request(shape.request);
  Bytes response(shape.response);
  for (std::int64_t i = 0; i < calls; ++i) {
    const Result<void> written = co_await io::write_all(stream, request);
    RIPCORD_ASSERT(written.has_value());
    const Result<void> read = co_await io::read_exactly(stream, response);
    RIPCORD_ASSERT(read.has_value());
  }
}

/// Serves the clients of `listener`, one after the other.
inline io::Task<void> serve_calls(io::Listener& listener, CallShape shape) {
  for (;;) {
    const Result<std::unique_ptr<io::Stream>> stream = co_await listener.accept();
    if (!stream) co_return;
    co_await answer_calls(**stream, shape);
  }
}

/// Connects, makes so many calls and closes.
inline io::Task<void> connect_and_call(io::Network& network,
                                       io::Address server,
                                       CallShape shape,
                                       std::int64_t calls) {
  const Result<std::unique_ptr<io::Stream>> stream = co_await network.connect(std::move(server));
  RIPCORD_ASSERT(stream.has_value());
  co_await make_calls(**stream, shape, calls);
}

}  // namespace ripcord::bench
