#pragma once

#include "transports/io/address.hpp"
#include "transports/io/group.hpp"
#include "transports/io/network.hpp"
#include "transports/io/signal.hpp"
#include "transports/io/slot.hpp"
#include "transports/io/stream.hpp"
#include "transports/io/task.hpp"
#include "transports/relay/read_buffer.hpp"
#include "transports/shim/wire.hpp"

#include <cstddef>
#include <memory>

namespace ripcord::relay {

class Relays;

/// Drives one wire between a client's stream and a server's.
///
/// Two coroutines a direction: *ingest* reads what the sender sends while the wire has room;
/// *deliver* does what the wire yields, and waits until there is more or its time has come.
///
///     client stream --ingest--> +------+ --deliver--> server stream
///                               | Wire |
///     client stream <--deliver- +------+ <--ingest--- server stream
class Relay final : public shim::WireObserver {
 public:
  struct Route {
    shim::Wire::Lane lane;
    /// How to reach the server; must outlive the relay.
    io::Network& upstream;
    io::Address remote;
  };

  /// For `Relays`, which owns it and must outlive it.
  Relay(Relays& relays, Route route);
  Relay(const Relay&) = delete;
  Relay& operator=(const Relay&) = delete;

  /// The client waits in `operation` for a stream, and gets the near end of a pipe or an error.
  void begin(io::ConnectOperation& operation);
  /// The client is connected already; a refusal can only be told it as a reset.
  void begin(std::unique_ptr<io::Stream> client);

  /// Whether its coroutines have ended, so that it can be destroyed.
  [[nodiscard]] bool finished() const { return running_ == 0; }

  [[nodiscard]] const shim::Wire& wire() const { return wire_; }

 private:
  /// One direction.
  struct Flow {
    explicit Flow(io::Runtime& runtime) : changed(runtime), has_room(runtime) {}

    /// Deliver waits for it until `waits_until`; `Time::min()` = it does not wait.
    io::Signal changed;
    Time waits_until = Time::min();
    /// Ingest waits for it.
    io::Signal has_room;
    bool waits_for_room = false;
    /// Nobody is there any more to write to.
    bool receiver_gone = false;
    ReadBuffer buffer;
  };

  void wire_changed() override;

  void start();
  void spawn(io::Task<void> task);
  io::Task<void> ingest(shim::Direction direction);
  io::Task<void> deliver(shim::Direction direction);
  io::Task<void> perform(shim::Direction direction, shim::Effect effect);
  io::Task<void> dial();
  io::Task<void> write(shim::Direction direction, ByteView bytes);
  void accept();
  void refuse();
  void leave();
  void notify();
  void notify_room();

  [[nodiscard]] Time now() const;
  Flow& flow(shim::Direction direction) { return flows_[static_cast<std::size_t>(direction)]; }
  std::unique_ptr<io::Stream>& receiver(shim::Direction direction);
  std::unique_ptr<io::Stream>& sender(shim::Direction direction);

  Relays& relays_;
  io::Runtime& runtime_;
  io::Network& upstream_;
  io::Address remote_;
  std::unique_ptr<io::Stream> client_;
  std::unique_ptr<io::Stream> server_;
  io::Slot<io::ConnectOperation> connecting_;
  /// Why the server could not be reached.
  ErrorCode refusal_;
  shim::Wire wire_;
  Flow flows_[2];
  std::size_t running_ = 0;
  io::Group group_;
};

}  // namespace ripcord::relay
