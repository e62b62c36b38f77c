#pragma once

#include "transports/io/stream.hpp"
#include "transports/sockets/runtime.hpp"
#include "transports/sockets/socket.hpp"
#include "transports/sockets/watch.hpp"

#include <cstdint>

namespace ripcord::sockets {

/// Whether a connection lived when its stream was made. The kernel tells of a reset once: told to
/// who connected, it shows to who reads as an end of the stream.
enum class Birth : std::uint8_t { alive, reset_by_peer };

/// A connected socket. It tries each operation at once, and where the kernel would block, it tries
/// again when that tells of bytes or of room. No buffer of a peer's is ever lent to anybody, and an
/// operation that is destroyed leaves nothing to be undone.
class Stream : public io::Stream, private Watch {
 public:
  /// `socket` is connected, or was.
  Stream(Runtime& runtime,
         Socket socket,
         io::StreamAddresses addresses,
         Birth birth = Birth::alive);
  ~Stream() override;

  void finish() override;
  void abort() override;

 protected:
  /// Whether a reading that did not fill its buffer took all there was: then the next one waits for
  /// news without asking the kernel.
  enum class ShortReads : std::uint8_t { took_all, may_have_stopped };

  void set_short_reads(ShortReads meaning) noexcept { short_reads_ = meaning; }
  [[nodiscard]] const Socket& socket() const noexcept { return socket_; }

  io::Start try_read(io::ReadOperation& operation) override;
  io::Start try_write(io::WriteOperation& operation) override;

 private:
  void told(const News& news) override;
  [[nodiscard]] bool is_waiting() const override { return read_is_pending() || write_is_pending(); }

  void await_room();
  [[nodiscard]] io::Start pending_unless_deaf(io::Transfer& operation) const;
  static io::Start fail(io::Transfer& operation, const ErrorCode& error);

  Socket socket_;
  Birth birth_;
  ShortReads short_reads_ = ShortReads::took_all;
  /// The kernel had no more bytes, or no more room, and has told of none since.
  bool drained_ = false;
  bool full_ = false;
  bool watches_output_ = false;
  bool aborted_ = false;
  /// Why the kernel tells it nothing, if that is so.
  ErrorCode deaf_;
};

}  // namespace ripcord::sockets
