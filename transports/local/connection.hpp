#pragma once

#include "transports/io/stream.hpp"
#include "transports/local/network.hpp"
#include "transports/local/switchboard.hpp"
#include "transports/sockets/listener.hpp"
#include "transports/sockets/stream.hpp"

#include <memory>

namespace ripcord::local {

/// Which end of a connection: the one that connected is the near one.
enum class Side : bool { near, far };

/// What `Stream` needs to find its other end.
struct Place {
  Switchboard* switchboard = nullptr;
  /// The real address of the end that connected.
  io::Address key;
  Side side = Side::near;
};

/// The stream of a connected Unix socket, with what it lacks to behave as TCP does:
///
/// 1. An abort is told to the other end if that is in this process: it reads what was sent, and
/// then
///    `connection_reset`. Somebody else's program reads the end of the stream, or ECONNRESET where
///    bytes were left unread: the kernel has nothing stronger.
/// 2. A write may be the first to be told of a reset, which the kernel would tell reads only.
/// 3. A reset behind a finish reads as `eof`.
class Stream final : public sockets::Stream {
 public:
  Stream(Runtime& runtime, sockets::Socket socket, io::StreamAddresses addresses, Place place);
  ~Stream() override;

  void finish() override;
  void abort() override;

 private:
  io::Start try_read(io::ReadOperation& operation) override;
  io::Start try_write(io::WriteOperation& operation) override;

  void leave();
  /// Whether the connection was reset and nobody has been told yet. Asked, it has been told.
  [[nodiscard]] bool takes_reset();

  Place place_;
  bool finished_ = false;
  bool eof_read_ = false;
  bool reset_ = false;  // by the other end, and not told yet
};

class Listener final : public sockets::Listener {
 public:
  struct Options {
    /// What it is called, and what it really is.
    io::Address address;
    io::Address real;
    const sockets::Naming* naming = nullptr;
    Switchboard* switchboard = nullptr;
  };

  Listener(Runtime& runtime, sockets::Socket socket, Options options);
  /// Removes its file.
  ~Listener() override;

 private:
  std::unique_ptr<io::Stream> welcome(sockets::Socket socket,
                                      const sockets::Endpoint& peer) override;

  Runtime& runtime_;
  Options options_;
};

}  // namespace ripcord::local
