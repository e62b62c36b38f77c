#include "transports/tcp/listener.hpp"

#include "transports/io/errors.hpp"
#include "transports/tcp/kernel.hpp"
#include "transports/tcp/stream.hpp"

#include <boost/asio/error.hpp>

#include <utility>

namespace ripcord::tcp {

struct Listener::State {
  State(tcp::acceptor listening, Listener& owner)
      : acceptor(std::move(listening)), listener(&owner) {}

  tcp::acceptor acceptor;
  Listener* listener;  // null when it has died
  bool awaits_connection = false;
};

Listener::Listener(Runtime& runtime, tcp::acceptor acceptor)
    : io::Listener(runtime, address_of(acceptor.local_endpoint())),
      runtime_(runtime),
      state_(std::make_shared<State>(std::move(acceptor), *this)) {}

Listener::~Listener() {
  state_->listener = nullptr;
  // The kernel resets the connections that nobody has accepted.
  ErrorCode ignored;
  state_->acceptor.close(ignored);
}

io::Start Listener::try_accept(io::AcceptOperation& operation) {
  tcp::socket socket(runtime_.kernel().context);
  tcp::endpoint peer;
  ErrorCode error;
  state_->acceptor.accept(socket, peer, error);
  // A connection that was reset before it was accepted is nobody's: wait for the next.
  if (error == boost::asio::error::would_block || error == boost::asio::error::connection_aborted) {
    await_connection();
    return io::Start::pending;
  }
  if (error) {
    operation.fail(error);
  } else {
    // The address that was dialled, which a listener at 0.0.0.0 does not know.
    ErrorCode gone;
    const tcp::endpoint local = socket.local_endpoint(gone);
    io::StreamAddresses addresses{gone ? address() : address_of(local), address_of(peer)};
    operation.succeed(std::make_unique<Stream>(runtime_, std::move(socket), std::move(addresses)));
  }
  return io::Start::done;
}

void Listener::await_connection() {
  if (std::exchange(state_->awaits_connection, true)) return;
  state_->acceptor.async_wait(tcp::acceptor::wait_read, [state = state_](const ErrorCode&) {
    state->awaits_connection = false;
    if (state->listener != nullptr) state->listener->retry_accept();
  });
}

}  // namespace ripcord::tcp
