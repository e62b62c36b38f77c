#pragma once

#include "transports/io/errors.hpp"
#include "transports/io/group.hpp"
#include "transports/io/stream.hpp"
#include "transports/sim/network.hpp"
#include "transports/sim/runtime.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <vector>

namespace ripcord::sim {

/// A client and a server on two hosts, and what each of them notes.
class NetworkTest : public testing::Test {
 protected:
  struct Arrival {
    Time when;
    std::size_t bytes;

    friend bool operator==(const Arrival&, const Arrival&) = default;
  };

  void build(NetworkOptions options) {
    network_.emplace(runtime_, options);
    network_->host("server");
    listener_ = *network_->host("server").listen({"server", 135});
  }

  void connect(Time deadline = never) { group_.spawn(connect_once({"server", 135}, deadline)); }

  io::Task<void> connect_once(io::Address remote, Time deadline) {
    Result<std::unique_ptr<io::Stream>> stream =
        co_await network_->host("client").connect(std::move(remote), deadline);
    connected_at_ = runtime_.now();
    if (stream) {
      client_ = std::move(*stream);
    } else {
      connect_error_ = stream.error();
    }
  }

  io::Task<void> accept_once() {
    Result<std::unique_ptr<io::Stream>> stream = co_await listener_->accept();
    server_ = std::move(*stream);
  }

  io::Task<void> note_arrivals(io::Stream& stream) {
    Bytes buffer(100'000);
    for (;;) {
      const Result<std::size_t> count = co_await stream.read_some(buffer);
      if (!count) {
        read_error_ = count.error();
        co_return;
      }
      arrivals_.push_back({runtime_.now(), *count});
    }
  }

  io::Task<void> write(io::Stream& stream, std::size_t size) {
    const Bytes bytes(size);
    const Result<void> written = co_await io::write_all(stream, bytes);
    write_error_ = written ? ErrorCode() : written.error();
  }

  /// Connects both ends.
  void establish() {
    connect();
    group_.spawn(accept_once());
    runtime_.run_until_idle();
  }

  Runtime runtime_{{}};
  std::optional<Network> network_;
  std::unique_ptr<io::Listener> listener_;
  std::unique_ptr<io::Stream> client_;
  std::unique_ptr<io::Stream> server_;
  Time connected_at_{};
  ErrorCode connect_error_;
  ErrorCode read_error_;
  ErrorCode write_error_;
  std::vector<Arrival> arrivals_;
  io::Group group_{runtime_};
};

}  // namespace ripcord::sim
