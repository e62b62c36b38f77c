#pragma once

#include "transports/base/time.hpp"
#include "transports/io/address.hpp"
#include "transports/io/network.hpp"
#include "transports/io/operation.hpp"
#include "transports/io/slot.hpp"
#include "transports/io/stream.hpp"
#include "transports/io/transfer.hpp"
#include "transports/relay/read_buffer.hpp"
#include "transports/shim/wire.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace ripcord::relay {

class Relays;

/// Drives one wire between a client's stream and a server's.
///
/// In each direction a *flow* reads what its sender sends, offers it to the wire, and does what the
/// wire yields, at once if the receiver takes it at once:
///
///     client stream --read--> +------+ --write--> server stream
///                             | Wire |
///     client stream <--write- +------+ <--read--- server stream
///
/// Not coroutines but operations: a unit that no rule holds crosses in one step, out of the buffer
/// that it was read into. A flow does not read while a write of its own is pending, so a receiver
/// that stalls blocks its sender.
class Relay final : public shim::WireObserver, private io::ConnectAttempt {
 public:
  struct Route {
    shim::Wire::Lane lane;
    /// How to reach the server; must outlive the relay.
    io::Network& upstream;
    io::Address remote;
    /// A proxy's; none = answers of the directory stay as they are.
    std::unique_ptr<shim::Rewriter> rewriter{};
  };

  /// For `Relays`, which owns it and must outlive it.
  Relay(Relays& relays, Route route);
  ~Relay();
  Relay(const Relay&) = delete;
  Relay& operator=(const Relay&) = delete;

  static void* operator new(std::size_t size) { return io::allocate_block(size); }
  static void operator delete(void* relay, std::size_t size) noexcept {
    io::free_block(relay, size);
  }

  /// The client waits in `operation` for a stream, and gets the near end of a pipe or an error.
  void begin(io::ConnectOperation& operation);
  /// The client is connected already; a refusal can only be told it as a reset.
  void begin(std::unique_ptr<io::Stream> client);

  /// A reset waits so long at the most until the receiver's machine has what was written before it:
  /// a receiver that does not read must not hold it up for ever.
  static constexpr Duration drain_max = std::chrono::milliseconds(200);

  /// Whether nothing more can happen to it, so that it can be destroyed.
  [[nodiscard]] bool finished() const;

  [[nodiscard]] const shim::Wire& wire() const { return wire_; }

 private:
  struct Flow;

  struct Reading : io::ReadOperation {
    explicit Reading(Flow& owner);
    using io::ReadOperation::set_buffer;
    Flow& flow;
  };
  struct Writing : io::WriteOperation {
    explicit Writing(Flow& owner);
    using io::WriteOperation::set_bytes;
    Flow& flow;
  };
  struct Dialling : io::ConnectOperation {
    Dialling(Relay& owner, io::Address remote);
    Relay& relay;
    bool pending = false;
  };

  /// A connect that is not to be answered, and who does not answer it.
  struct Unanswered : io::ConnectOperation {
    Unanswered(Relay& owner, std::unique_ptr<io::Listener> listener);
    Relay& relay;
    std::unique_ptr<io::Listener> black_hole;
  };

  /// Looks again whether what a reset would take back has arrived.
  struct Draining : io::Operation {
    explicit Draining(Flow& owner);
    Flow& flow;
    Time until{};
    Duration pause{};
  };

  /// One direction.
  struct Flow {
    Flow(Relay& owner, shim::Direction of) : relay(owner), direction(of) {}

    enum class Input : std::uint8_t { none, open, ended };

    Relay& relay;
    shim::Direction direction;
    /// What its sender's stream is to it.
    Input input = Input::none;
    bool read_pending = false;
    /// It waits for its receiver's stream: to write, or to reset it.
    bool write_pending = false;
    /// Nobody is there any more to write to.
    bool receiver_gone = false;
    /// Nothing will ever come any more.
    bool over = false;
    ReadBuffer buffer;
    Reading reading{*this};
    Writing writing{*this};
    Draining draining{*this};
  };

  void wire_changed() override;
  /// The client waits no longer.
  void abandon() noexcept override { unanswered_.reset(); }

  /// Does all that can be done now, in both directions.
  void run();
  [[nodiscard]] bool waits(const Flow& flow) const;
  bool deliver(Flow& flow);
  bool read(Flow& flow);
  void was_read(Flow& flow);
  void write(Flow& flow, ByteView bytes);
  bool count_written(Flow& flow);
  void was_written(Flow& flow);
  void perform(Flow& flow, shim::Effect effect);
  void begin_reset(Flow& flow);
  void reset(Flow& flow);
  void dial();
  void dialled();
  void dial_in_vain();
  void was_given_up();
  void accept();
  void refuse();
  void set_alarm();

  [[nodiscard]] Time now() const;
  [[nodiscard]] std::unique_ptr<io::Stream>& receiver(shim::Direction direction);
  [[nodiscard]] std::unique_ptr<io::Stream>& sender(shim::Direction direction);
  [[nodiscard]] Flow& flow(shim::Direction direction);

  Relays& relays_;
  io::Runtime& runtime_;
  io::Network& upstream_;
  std::unique_ptr<io::Stream> client_;
  std::unique_ptr<io::Stream> server_;
  io::Slot<io::ConnectOperation> connecting_;
  /// Why the server could not be reached.
  ErrorCode refusal_;
  shim::Wire wire_;
  /// By direction.
  std::array<Flow, 2> flows_;
  Dialling dialling_;
  std::unique_ptr<Unanswered> unanswered_;
  /// Goes off at `alarm_at_`, when the wire has something to do although no stream has.
  io::Callback<&Relay::run> alarm_{*this};
  Time alarm_at_ = never;
  bool running_ = false;
};

}  // namespace ripcord::relay
