#include "transports/sockets/listener.hpp"

#include "transports/io/errors.hpp"
#include "transports/sockets/kernel.hpp"

#include <boost/asio/error.hpp>
#include <boost/asio/socket_base.hpp>

#include <utility>

namespace ripcord::sockets {
namespace {

namespace error = boost::asio::error;

/// Whether the process or the machine has too little of something: it may have more later.
bool is_shortage(const ErrorCode& code) {
  return code == io::errc::too_many_files ||
         code == boost::system::errc::too_many_files_open_in_system ||
         code == error::no_buffer_space || code == error::no_memory;
}

}  // namespace

struct Listener::State {
  State(Acceptor listening, Listener& owner) : acceptor(std::move(listening)), listener(&owner) {}

  Acceptor acceptor;
  Listener* listener;  // null when it has died
  bool awaits_connection = false;
};

Listener::Listener(Runtime& runtime, Acceptor acceptor, io::Address address)
    : io::Listener(runtime, std::move(address)),
      runtime_(runtime),
      state_(std::make_shared<State>(std::move(acceptor), *this)) {}

Listener::~Listener() {
  state_->listener = nullptr;
  // The kernel resets the connections that nobody has accepted.
  ErrorCode ignored;
  state_->acceptor.close(ignored);
}

io::Start Listener::try_accept(io::AcceptOperation& operation) {
  Socket socket(runtime_.kernel().context);
  Endpoint peer;
  ErrorCode code;
  state_->acceptor.accept(socket, peer, code);
  // A connection that was reset before it was accepted is nobody's: wait for the next.
  if (code == error::would_block || code == error::connection_aborted) {
    await_connection();
    return io::Start::pending;
  }
  if (is_shortage(code)) {
    // The kernel would say at once that somebody is there.
    shortage_.unlink();
    runtime_.arm(shortage_, after(runtime_.now(), shortage_wait));
    return io::Start::pending;
  }
  if (code) {
    operation.fail(code);
  } else {
    operation.succeed(welcome(std::move(socket), peer));
  }
  return io::Start::done;
}

void Listener::await_connection() {
  if (std::exchange(state_->awaits_connection, true)) return;
  state_->acceptor.async_wait(Acceptor::wait_read, [state = state_](const ErrorCode&) {
    state->awaits_connection = false;
    if (state->listener != nullptr) state->listener->retry_accept();
  });
}

Result<void> begin_listening(Acceptor& acceptor, const Endpoint& endpoint) {
  ErrorCode code;
  acceptor.bind(endpoint, code);
  if (!code) acceptor.listen(boost::asio::socket_base::max_listen_connections, code);
  if (!code) acceptor.non_blocking(true, code);
  if (code) return code;
  return {};
}

}  // namespace ripcord::sockets
