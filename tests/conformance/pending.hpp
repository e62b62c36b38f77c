#pragma once

#include "transports/base/bytes.hpp"
#include "transports/base/time.hpp"
#include "transports/io/network.hpp"
#include "transports/io/runtime.hpp"
#include "transports/io/stream.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace ripcord::conformance {

/// An operation of some kind that remembers that it is done, so that a test can look at it while it
/// is pending.
template <typename Kind>
class Pending : public Kind {
 public:
  template <typename... Arguments>
  explicit Pending(Arguments&&... arguments)
      : Kind([](io::Operation& operation) { static_cast<Pending&>(operation).done_ = true; },
             std::forward<Arguments>(arguments)...) {}

  [[nodiscard]] bool done() const noexcept { return done_; }

 protected:
  void begun(io::Start start) noexcept { done_ = start == io::Start::done; }

 private:
  bool done_ = false;
};

/// Begins when it is made, as do the others.
class PendingRead : public Pending<io::ReadOperation> {
 public:
  PendingRead(io::Stream& stream, MutableByteView buffer) : Pending(buffer) {
    begun(stream.start_read(*this));
  }
};

/// Waits for news where the last reading took all there was.
class PatientRead : public Pending<io::ReadOperation> {
 public:
  PatientRead(io::Stream& stream, MutableByteView buffer) : Pending(buffer, Haste::may_wait) {
    begun(stream.start_read(*this));
  }
};

class PendingWrite : public Pending<io::WriteOperation> {
 public:
  PendingWrite(io::Stream& stream, ByteView bytes) : Pending(bytes) {
    begun(stream.start_write(*this));
  }
};

class PendingAccept : public Pending<io::AcceptOperation> {
 public:
  explicit PendingAccept(io::Listener& listener) { begun(listener.start_accept(*this)); }
};

class PendingConnect : public Pending<io::ConnectOperation> {
 public:
  PendingConnect(io::Network& network, io::Address remote, Time deadline = never)
      : Pending(std::move(remote)) {
    begun(network.start_connect(*this, deadline));
  }
};

class PendingSleep : public Pending<io::Operation> {
 public:
  PendingSleep(io::Runtime& runtime, Duration wait) {
    runtime.arm(*this, after(runtime.now(), wait));
  }
};

}  // namespace ripcord::conformance
