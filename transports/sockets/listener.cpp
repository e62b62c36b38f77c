#include "transports/sockets/listener.hpp"

#include "transports/io/errors.hpp"
#include "transports/sockets/kernel.hpp"
#include "transports/sockets/silence.hpp"

#include <boost/asio/error.hpp>

#include <utility>

namespace ripcord::sockets {
namespace {

namespace error = boost::asio::error;

}  // namespace

Listener::Listener(Runtime& runtime, Socket socket, io::Address address)
    : io::Listener(runtime, std::move(address)),
      Watch(runtime.kernel()),
      runtime_(runtime),
      socket_(std::move(socket)),
      deaf_(begin(socket_.handle(), For::input)) {}

// Closing resets the connections that nobody has accepted.
Listener::~Listener() {
  socket_.close();
  if (silent_at_) runtime_.silence().end(*silent_at_);
}

ErrorCode Listener::fill_backlog() {
  // With 0 Linux takes every connect for an attack, and says so in its log. It takes one connection
  // more than it is told, and leaves the next one without an answer.
  constexpr int backlog = 1;
  constexpr std::size_t fillers = backlog + 2;
  const Result<Endpoint> here = socket_.local_endpoint();
  if (!here) return here.error();
  if (const ErrorCode error = socket_.listen(backlog)) return error;
  while (fillers_.size() < fillers) {
    Result<Socket> filler = Socket::open(here->protocol().family());
    if (!filler) return filler.error();
    const ErrorCode error = filler->connect(*here);
    const bool is_unanswered = error == error::in_progress || error == error::would_block;
    if (error && !is_unanswered) return error;
    fillers_.push_back(*std::move(filler));
  }
  if (fillers_.back().is_connected()) return error::operation_not_supported;
  if (!silent_at_) runtime_.silence().begin(*here);
  silent_at_ = *here;
  return {};
}

io::Start Listener::try_accept(io::AcceptOperation& operation) {
  if (!fillers_.empty()) return io::Start::pending;
  Endpoint peer;
  Result<Socket> socket = socket_.accept(peer);
  // A connection that was reset before it was accepted is nobody's.
  while (!socket && socket.error() == error::connection_aborted) socket = socket_.accept(peer);
  if (socket) {
    operation.succeed(welcome(*std::move(socket), peer));
    return io::Start::done;
  }
  if (socket.error() == error::would_block && !deaf_) {
    is_waiting_ = true;
    return io::Start::pending;
  }
  if (runtime_.notes_shortage(socket.error())) {
    // The kernel would not tell of those who are there already.
    shortage_.unlink();
    runtime_.arm(shortage_, after(runtime_.now(), shortage_wait));
    return io::Start::pending;
  }
  operation.fail(deaf_ ? deaf_ : socket.error());
  return io::Start::done;
}

void Listener::told(const News& /*news*/) {
  is_waiting_ = false;
  retry_accept();
}

}  // namespace ripcord::sockets
