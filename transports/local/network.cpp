#include "transports/local/network.hpp"

#include "transports/base/assert.hpp"
#include "transports/io/errors.hpp"
#include "transports/io/slot.hpp"
#include "transports/local/connection.hpp"
#include "transports/local/endpoint.hpp"
#include "transports/sockets/kernel.hpp"
#include "transports/sockets/silence.hpp"

#include <boost/asio/error.hpp>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace ripcord::local {
namespace {

using sockets::Socket;

constexpr std::uint16_t source_first = 32768;
constexpr std::uint16_t source_last = 65535;

Result<io::Address> real_address_of(const io::Address& address, const sockets::Naming* naming) {
  if (naming == nullptr) return address;
  return naming->real(address);
}

/// Connects without waiting: `would_block` where the backlog is full.
ErrorCode connect_now(const Socket& socket, const stream_protocol::endpoint& remote) {
  const ErrorCode error = socket.connect(remote);
  // A path that nobody listens at is one that does not exist, or one whose listener has died.
  const bool is_absent = error == boost::system::errc::no_such_file_or_directory;
  return is_absent ? ErrorCode(io::errc::connection_refused) : error;
}

/// The kernel chooses an abstract name of five digits.
ErrorCode bind_anywhere(const Socket& socket) {
  sockaddr_un unnamed{};
  unnamed.sun_family = AF_UNIX;
  const auto* const generic = reinterpret_cast<const sockaddr*>(&unnamed);
  if (::bind(socket.handle(), generic, sizeof unnamed.sun_family) == 0) return {};
  return {errno, boost::system::system_category()};
}

/// Whether the file at `endpoint` is a socket that a dead listener left behind.
bool is_stale(const stream_protocol::endpoint& endpoint) {
  struct stat file{};
  if (::lstat(endpoint.path().c_str(), &file) != 0 || !S_ISSOCK(file.st_mode)) return false;
  const Result<Socket> probe = Socket::open(AF_UNIX);
  return probe && connect_now(*probe, endpoint) == io::errc::connection_refused;
}

}  // namespace

// --- Connecting ----------------------------------------------------------------------------------

class Network::Attempt final : private io::ConnectAttempt, private sockets::Silence::Waiter {
 public:
  Attempt(Network& network, stream_protocol::endpoint remote)
      : Waiter(network.runtime_.silence()), network_(network), remote_(std::move(remote)) {
    ++network.runtime_.census().connects;
  }
  ~Attempt() override { end(); }
  Attempt(const Attempt&) = delete;
  Attempt& operator=(const Attempt&) = delete;

  /// Done at once, or pending in a slot of this attempt.
  io::Start begin(io::ConnectOperation& operation);
  [[nodiscard]] bool ended() const { return ended_; }

 private:
  void abandon() noexcept override { end(); }
  void end() noexcept;
  ErrorCode open();
  ErrorCode bind_to_source();
  void tell(io::ConnectOperation& operation, const ErrorCode& error);
  void wait(io::ConnectOperation& operation);
  void silence_ended() override { ask_later(); }
  void ask_later();
  void try_again();

  Network& network_;
  stream_protocol::endpoint remote_;
  Socket socket_;
  io::Address local_;
  Duration pause_ = std::chrono::milliseconds(1);
  io::Slot<io::ConnectOperation> waiter_;
  io::Callback<&Attempt::try_again> timer_{*this};
  bool ended_ = false;
};

io::Start Network::Attempt::begin(io::ConnectOperation& operation) {
  ErrorCode error = open();
  if (!error) error = connect_now(socket_, remote_);
  if (error == boost::asio::error::would_block) {
    wait(operation);
    return io::Start::pending;
  }
  tell(operation, error);
  end();
  return io::Start::done;
}

void Network::Attempt::end() noexcept {
  if (std::exchange(ended_, true)) return;
  timer_.unlink();
  leave();
  socket_.close();
  --network_.runtime_.census().connects;
}

/// Opens the socket and gives it the name by which the other end will know it.
ErrorCode Network::Attempt::open() {
  Result<Socket> opened = Socket::open(AF_UNIX);
  if (!opened) return opened.error();
  socket_ = *std::move(opened);
  const bool anywhere = network_.options_.source.empty();
  if (const ErrorCode error = anywhere ? bind_anywhere(socket_) : bind_to_source()) return error;
  const Result<sockets::Endpoint> name = socket_.local_endpoint();
  if (!name) return name.error();
  local_ = address_of(*name);
  return {};
}

ErrorCode Network::Attempt::bind_to_source() {
  ErrorCode error = io::errc::address_in_use;
  for (int tries = 0; tries <= source_last - source_first; ++tries) {
    std::uint16_t& next = network_.next_source_;
    const std::uint16_t number = next;
    next = number == source_last ? source_first : static_cast<std::uint16_t>(number + 1);
    const Result<stream_protocol::endpoint> name =
        endpoint_of({"@" + network_.options_.source, number});
    if (!name) return name.error();
    error = socket_.bind(*name);
    if (error != io::errc::address_in_use) break;
  }
  return error;
}

void Network::Attempt::tell(io::ConnectOperation& operation, const ErrorCode& error) {
  if (error) {
    network_.runtime_.notes_shortage(error);
    return operation.fail(error);
  }
  const sockets::Naming* const naming = network_.options_.naming;
  io::StreamAddresses addresses{naming == nullptr ? local_ : naming->named(local_),
                                operation.remote()};
  operation.succeed(
      std::make_unique<Stream>(network_.runtime_,
                               std::move(socket_),
                               std::move(addresses),
                               Place{network_.options_.switchboard, local_, Side::near}));
}

void Network::Attempt::wait(io::ConnectOperation& operation) {
  waiter_.hold(operation);
  operation.made_by(*this);
  if (!wait_at(remote_)) ask_later();
}

/// The kernel does not tell when a backlog has room.
void Network::Attempt::ask_later() {
  constexpr Duration pause_max = std::chrono::milliseconds(64);
  network_.runtime_.arm(timer_, after(network_.runtime_.now(), pause_));
  pause_ = std::min(2 * pause_, pause_max);
}

void Network::Attempt::try_again() {
  io::ConnectOperation* const operation = waiter_.take();
  RIPCORD_ASSERT(operation != nullptr);
  const ErrorCode error = connect_now(socket_, remote_);
  if (error == boost::asio::error::would_block) return wait(*operation);
  tell(*operation, error);
  network_.runtime_.post(*operation);
  end();
}

Network::Network(Runtime& runtime, NetworkOptions options)
    : io::Network(runtime),
      runtime_(runtime),
      options_(std::move(options)),
      next_source_(source_first) {}

Network::~Network() = default;

io::Start Network::begin_connect(io::ConnectOperation& operation) {
  sweep();
  const Result<io::Address> real = real_address_of(operation.remote(), options_.naming);
  const Result<stream_protocol::endpoint> endpoint = real ? endpoint_of(*real) : real.error();
  if (!endpoint) {
    operation.fail(endpoint.error());
    return io::Start::done;
  }
  auto attempt = std::make_unique<Attempt>(*this, *endpoint);
  const io::Start start = attempt->begin(operation);
  if (start == io::Start::pending) attempts_.push_back(std::move(attempt));
  return start;
}

void Network::sweep() {
  std::erase_if(attempts_,
                [](const std::unique_ptr<Attempt>& attempt) { return attempt->ended(); });
}

// --- Listening -----------------------------------------------------------------------------------

Result<std::unique_ptr<io::Listener>> Network::listen(io::Address local) {
  const Result<io::Address> real = real_address_of(local, options_.naming);
  if (!real) return real.error();
  const Result<stream_protocol::endpoint> endpoint = endpoint_of(*real);
  if (!endpoint) return endpoint.error();
  Result<Socket> socket = Socket::open(AF_UNIX);
  if (!socket) return socket.error();
  ErrorCode error = socket->bind(*endpoint);
  if (error == io::errc::address_in_use && is_file(*real) && is_stale(*endpoint)) {
    ::unlink(real->text().c_str());
    error = socket->bind(*endpoint);
  }
  if (!error) error = socket->listen();
  if (error) return error;
  return std::make_unique<Listener>(runtime_,
                                    *std::move(socket),
                                    Listener::Options{.address = std::move(local),
                                                      .real = *real,
                                                      .naming = options_.naming,
                                                      .switchboard = options_.switchboard});
}

}  // namespace ripcord::local
