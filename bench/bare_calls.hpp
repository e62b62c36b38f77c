#pragma once

#include "bench/exchange.hpp"
#include "transports/base/assert.hpp"
#include "transports/io/network.hpp"
#include "transports/io/stream.hpp"
#include "transports/io/task.hpp"

#include <cstdint>
#include <limits>
#include <memory>
#include <utility>

/// A client and a server that do not look at what they say: calls of fixed bytes each way on an
/// `io::Stream`, on whatever transport. What they cost is what a call costs before a byte of it has
/// a meaning. Exchanges outlive the tasks.
namespace ripcord::bench {

inline constexpr std::int64_t as_long_as_they_come = std::numeric_limits<std::int64_t>::max();

/// Answers so many calls, or until the client has gone.
inline io::Task<void> answer_calls(io::Stream& stream,
                                   const Exchange& exchange,
                                   std::int64_t calls = as_long_as_they_come) {
  Bytes request(exchange.request.size());
  for (std::int64_t i = 0; i < calls; ++i) {
    const Result<void> read = co_await io::read_exactly(stream, request);
    if (!read) co_return;
    const Result<void> written = co_await io::write_all(stream, exchange.response);
    if (!written) co_return;
  }
}

/// Makes so many calls, one after the other.
inline io::Task<void> make_calls(io::Stream& stream, const Exchange& exchange, std::int64_t calls) {
  Bytes response(exchange.response.size());
  for (std::int64_t i = 0; i < calls; ++i) {
    const Result<void> written = co_await io::write_all(stream, exchange.request);
    RIPCORD_ASSERT(written.has_value());
    const Result<void> read = co_await io::read_exactly(stream, response);
    RIPCORD_ASSERT(read.has_value());
  }
}

/// Serves the clients of `listener`, one after the other.
inline io::Task<void> serve_calls(io::Listener& listener, const Exchange& exchange) {
  for (;;) {
    const Result<std::unique_ptr<io::Stream>> stream = co_await listener.accept();
    if (!stream) co_return;
    co_await answer_calls(**stream, exchange);
  }
}

/// Connects, makes so many calls and closes.
inline io::Task<void> connect_and_call(io::Network& network,
                                       io::Address server,
                                       const Exchange& exchange,
                                       std::int64_t calls) {
  const Result<std::unique_ptr<io::Stream>> stream = co_await network.connect(std::move(server));
  RIPCORD_ASSERT(stream.has_value());
  co_await make_calls(**stream, exchange, calls);
}

}  // namespace ripcord::bench
