#include "transports/sim/connect.hpp"

#include "transports/base/hash.hpp"
#include "transports/io/errors.hpp"
#include "transports/sim/connection.hpp"
#include "transports/sim/listener.hpp"
#include "transports/sim/network.hpp"

#include <utility>

namespace ripcord::sim {
namespace {

// TCP's first retransmission (RFC 6298 §2.1), each later one after twice the time, and as often as
// Linux asks (tcp_syn_retries): it gives up after 127 seconds.
constexpr Duration first_retry_after = std::chrono::seconds(1);
constexpr unsigned retries_max = 6;

}  // namespace

Connect::Connect(Network& network, Host& client, Host& server, io::ConnectOperation& operation)
    : network_(network),
      client_(client),
      server_(server),
      port_(operation.remote().port),
      id_(mix(digest(client.name()), ++client.connects_)),
      latency_(network.options().seed, "latency of connects", id_),
      older_(network.connects_) {
  if (older_ != nullptr) older_->younger_ = this;
  network.connects_ = this;
  ++network.runtime().census().connections;
  waiter_.hold(operation);
  travel();
}

Connect::~Connect() {
  (younger_ == nullptr ? network_.connects_ : younger_->older_) = older_;
  if (older_ != nullptr) older_->younger_ = younger_;
  if (client_end_ != nullptr) ++network_.runtime().census().streams;
  --network_.runtime().census().connections;
}

void Connect::travel() {
  const LatencyRange& range = network_.options().latency;
  Runtime& runtime = network_.runtime();
  arrives_ = runtime.now() + latency_.between(range.low, range.high);
  runtime.arm(arrival_, arrives_);
}

void Connect::arrive() {
  // Held until the cut is healed.
  if (client_.cut() || server_.cut()) return;
  if (stage_ == Stage::asking) {
    ask();
  } else {
    answer();
  }
}

void Connect::resume() {
  if (arrival_.state() == io::Operation::State::idle) travel();
}

void Connect::ask() {
  if (waiter_.empty()) {
    delete this;
    return;
  }
  Listener* const listener = server_.listener_at(port_);
  if (listener != nullptr && listener->is_full(network_.options().backlog_max)) {
    ask_again();
    return;
  }
  if (listener == nullptr) {
    stage_ = Stage::refused;
    travel();
    return;
  }
  stage_ = Stage::accepted;
  const io::Address client{client_.name(), client_.choose_client_port()};
  // Owned by its two streams together.
  auto* const connection = new Connection(network_, client_, server_, id_);
  client_end_ = connection->open(io::End::near, {client, listener->address()});
  // The network's own until somebody gets it, as the connect is.
  --network_.runtime().census().streams;
  travel();
  // The server's first bytes do not overtake its consent.
  connection->way_to(io::End::near).not_before(arrives_);
  listener->add(connection->open(io::End::far, {listener->address(), client}));
}

void Connect::ask_again() {
  if (asked_again_ > retries_max) {
    io::ConnectOperation* const operation = waiter_.take();
    operation->fail(io::errc::timed_out);
    network_.runtime().post(*operation);
    delete this;
    return;
  }
  const Duration wait = first_retry_after * (1U << asked_again_);
  network_.runtime().arm(arrival_, network_.runtime().now() + wait);
  ++asked_again_;
}

void Connect::answer() {
  io::ConnectOperation* const operation = waiter_.take();
  if (operation == nullptr) {
    // Nobody knows of this connection: a kernel answers with a reset.
    if (client_end_ != nullptr) client_end_->abort();
  } else {
    if (stage_ == Stage::accepted) {
      ++network_.runtime().census().streams;
      operation->succeed(std::move(client_end_));
    } else {
      operation->fail(io::errc::connection_refused);
    }
    network_.runtime().post(*operation);
  }
  delete this;
}

}  // namespace ripcord::sim
