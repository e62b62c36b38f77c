#pragma once

#include "transports/base/bytes.hpp"
#include "transports/io/errors.hpp"
#include "transports/io/ring.hpp"
#include "transports/io/stream.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace ripcord::io {

class MemoryStream;
class Runtime;

/// The two ends of a connection in memory. The near one is who connected.
enum class End : std::uint8_t { near, far };

constexpr End other(End end) { return end == End::near ? End::far : End::near; }

/// What travels from one end to the other.
enum class Parcel : std::uint8_t { bytes, finish, reset };

/// What two kernels know of one TCP connection, and the rules by which its streams behave (Linux's,
/// measured):
///
/// 1. Bytes that arrived can be read, whatever arrived behind them.
/// 2. Behind them a finish reads as `eof`, always; a reset as `connection_reset`, told once to
///    whichever operation asks first, and from then on reads see `eof` and writes `broken_pipe`.
/// 3. A write to an end that is closed succeeds; a reset comes back.
/// 4. Closing with unread bytes resets; closing without finishes.
/// 5. A reset discards what its sender has not yet sent, never what is on its way.
///
/// How parcels travel is the derived class's affair: at once (a pipe) or through a network.
class MemoryConnection {
 public:
  MemoryConnection(const MemoryConnection&) = delete;
  MemoryConnection& operator=(const MemoryConnection&) = delete;

  /// Makes the stream of one end; once for each end. The connection lives until both are destroyed.
  [[nodiscard]] std::unique_ptr<Stream> open(End end, StreamAddresses addresses);

 protected:
  /// Whether parcels arrive while they are carried, or later.
  enum class Delay : std::uint8_t { none, some };

  /// `buffer_bytes_max` bounds what is unread and on its way, in each direction.
  MemoryConnection(Runtime& runtime, std::size_t buffer_bytes_max, Delay delay);
  virtual ~MemoryConnection();

  [[nodiscard]] Runtime& runtime() const noexcept { return runtime_; }

  /// A parcel has come to the end `to`, in the order in which it was carried; `count` for bytes.
  void arrive(End to, Parcel what, std::size_t count);
  /// Takes back the last `count` bytes that were carried to the end `to`: they were never sent.
  void take_back(End to, std::size_t count) noexcept { side(to).inbox.drop_back(count); }

 private:
  friend class MemoryStream;

  /// Takes a parcel on its way to the end `to`; calls `arrive` now or later.
  virtual void carry(End to, Parcel what, std::size_t count) = 0;
  /// Forgets what is on its way to the end `to` and has not been sent, and takes its bytes back.
  virtual void discard_unsent(End to) = 0;
  /// How many of `available` bytes (1 or more) a read at `end` may have: 1 or more.
  virtual std::size_t read_size(End end, std::size_t available) = 0;
  /// Both streams are gone: the connection destroys itself.
  virtual void end() = 0;

  struct Side {
    MemoryStream* stream = nullptr;  // null before it is opened and after it was closed
    ByteView handed;                 // what is just being written to a read that waits
    Ring<Byte> inbox;                // what has arrived, then what is on its way
    std::size_t arrived = 0;         // bytes in the inbox that can be read
    bool finish_received = false;
    bool finish_sent = false;
    bool gone = false;     // reset by either end: nothing more is sent
    bool aborted = false;  // by this end
    bool closed = false;
    ErrorCode error;  // of a reset, not yet told
  };

  [[nodiscard]] Side& side(End end) noexcept { return sides_[static_cast<std::size_t>(end)]; }

  Start read(End end, ReadOperation& operation);
  Start write(End end, WriteOperation& operation);
  void finish(End end);
  void abort(End end);
  void close(End end);
  void hand_over(End to, ByteView bytes);
  void reset_from(End end);
  void discard_arrived(End end) noexcept;
  void receive_bytes(End end, std::size_t count);
  void receive_reset(End end);

  Runtime& runtime_;
  std::size_t buffer_bytes_max_;
  Delay delay_;
  std::array<Side, 2> sides_;
};

}  // namespace ripcord::io
