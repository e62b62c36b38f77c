#include "transports/local/connection.hpp"

#include "transports/io/errors.hpp"
#include "transports/local/endpoint.hpp"

#include <unistd.h>

#include <utility>

namespace ripcord::local {
namespace {

Stream*& mine(Switchboard::Ends& ends, Side side) {
  return side == Side::near ? ends.near : ends.far;
}

Stream*& other(Switchboard::Ends& ends, Side side) {
  return side == Side::near ? ends.far : ends.near;
}

}  // namespace

Stream::Stream(Runtime& runtime, sockets::Socket socket, io::StreamAddresses addresses, Place place)
    : sockets::Stream(runtime, std::move(socket), std::move(addresses)), place_(std::move(place)) {
  // A message that brings a descriptor ends a reading, whatever is behind it.
  set_short_reads(ShortReads::may_have_stopped);
  if (place_.key.host.empty()) place_.switchboard = nullptr;
  if (place_.switchboard == nullptr) return;
  Switchboard::Ends& ends = place_.switchboard->ends(place_.key);
  mine(ends, place_.side) = this;
  // Of an older connection of that name.
  if (place_.side == Side::near) ends.far = nullptr;
}

Stream::~Stream() { leave(); }

void Stream::leave() {
  if (place_.switchboard == nullptr) return;
  Switchboard::Ends& ends = place_.switchboard->ends(place_.key);
  if (mine(ends, place_.side) == this) mine(ends, place_.side) = nullptr;
  place_.switchboard->tidy(place_.key);
  place_.switchboard = nullptr;
}

void Stream::finish() {
  finished_ = true;
  sockets::Stream::finish();
}

void Stream::abort() {
  if (place_.switchboard != nullptr && !finished_) {
    Switchboard::Ends& ends = place_.switchboard->ends(place_.key);
    Stream* const told = other(ends, place_.side);
    if (told != nullptr && mine(ends, place_.side) == this) told->reset_ = !told->eof_read_;
  }
  leave();
  // The other end wakes because this one closes.
  sockets::Stream::abort();
}

io::Start Stream::try_read(io::ReadOperation& operation) {
  const io::Start start = sockets::Stream::try_read(operation);
  if (start == io::Start::pending || !operation.error()) return start;
  if (operation.error() == io::errc::eof && !eof_read_ && takes_reset()) {
    operation.fail(io::errc::connection_reset);
  } else if (operation.error() == io::errc::connection_reset) {
    reset_ = false;
    if (eof_read_) operation.fail(io::errc::eof);
  }
  eof_read_ = operation.error() == io::errc::eof;
  return start;
}

io::Start Stream::try_write(io::WriteOperation& operation) {
  const io::Start start = sockets::Stream::try_write(operation);
  if (start == io::Start::pending || operation.error() != io::errc::broken_pipe) return start;
  if (!finished_ && !eof_read_ && takes_reset()) operation.fail(io::errc::connection_reset);
  return start;
}

bool Stream::takes_reset() {
  const bool by_kernel = socket().take_error() == io::errc::connection_reset;
  return std::exchange(reset_, false) || by_kernel;
}

// --- Listener ------------------------------------------------------------------------------------

Listener::Listener(Runtime& runtime, sockets::Socket socket, Options options)
    : sockets::Listener(runtime, std::move(socket), options.address),
      runtime_(runtime),
      options_(std::move(options)) {}

Listener::~Listener() {
  if (is_file(options_.real)) ::unlink(options_.real.text().c_str());
}

std::unique_ptr<io::Stream> Listener::welcome(sockets::Socket socket,
                                              const sockets::Endpoint& peer) {
  const io::Address key = address_of(peer);
  io::StreamAddresses addresses{address(),
                                options_.naming == nullptr ? key : options_.naming->named(key)};
  return std::make_unique<Stream>(runtime_,
                                  std::move(socket),
                                  std::move(addresses),
                                  Place{options_.switchboard, key, Side::far});
}

}  // namespace ripcord::local
