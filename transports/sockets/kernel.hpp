#pragma once

#include "transports/base/time.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstdint>

namespace ripcord::sockets {

/// What only this folder may see of Asio.
struct Kernel {
  /// Lets `context` wake at `at` at the latest; waking earlier is harmless.
  void wake_at(Time at);

  [[nodiscard]] Time now() const {
    return Time(std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now() - began));
  }

  /// Without locks: one thread runs it, and nobody else knows it.
  boost::asio::io_context context{BOOST_ASIO_CONCURRENCY_HINT_UNSAFE};
  boost::asio::steady_timer timer{context};
  std::chrono::steady_clock::time_point began = std::chrono::steady_clock::now();
  Time wakes_at = never;  // what the timer is set to
  /// Completions that Asio told, and those of them that were the timer's.
  std::uint64_t handled = 0;
  std::uint64_t timer_handled = 0;
};

}  // namespace ripcord::sockets
