#include "transports/relay/relay.hpp"

#include "transports/base/assert.hpp"
#include "transports/io/errors.hpp"
#include "transports/io/pipe.hpp"
#include "transports/io/runtime.hpp"
#include "transports/relay/relays.hpp"

#include <utility>

namespace ripcord::relay {

using shim::Direction;
using shim::Effect;

namespace {

constexpr Direction directions[] = {Direction::to_server, Direction::to_client};

}  // namespace

Relay::Relay(Relays& relays, Route route)
    : relays_(relays),
      runtime_(relays.runtime()),
      upstream_(route.upstream),
      remote_(std::move(route.remote)),
      refusal_(io::make_error_code(io::errc::connection_refused)),
      wire_(relays.rules(), route.lane, relays.runtime().now(), this),
      flows_{Flow(relays.runtime()), Flow(relays.runtime())},
      group_(relays.runtime()) {}

void Relay::begin(io::ConnectOperation& operation) {
  connecting_.hold(operation);
  start();
}

void Relay::begin(std::unique_ptr<io::Stream> client) {
  client_ = std::move(client);
  spawn(ingest(Direction::to_server));
  start();
}

void Relay::start() {
  spawn(deliver(Direction::to_server));
  spawn(deliver(Direction::to_client));
}

void Relay::spawn(io::Task<void> task) {
  ++running_;
  group_.spawn(std::move(task));
}

/// The last thing that each coroutine does.
void Relay::leave() {
  if (--running_ == 0) relays_.retire();
}

// --- The two halves of a direction ---------------------------------------------------------------

io::Task<void> Relay::ingest(Direction direction) {
  Flow& flow = this->flow(direction);
  io::Stream& stream = *sender(direction);
  for (;;) {
    const std::size_t room = wire_.room(direction);
    if (room == 0) {
      flow.waits_for_room = true;
      co_await flow.has_room.wait();
      continue;
    }
    const MutableByteView front = flow.buffer.front(room);
    const Result<std::size_t> count = co_await stream.read_some(front);
    if (!count) {
      // A reset that a write was told first shows here as the end of the stream.
      const bool gone = this->flow(opposite(direction)).receiver_gone;
      const bool ended = count.error() == io::errc::eof && !gone;
      wire_.offer_end(direction, now(), ended ? shim::End::finish : shim::End::reset);
      break;
    }
    wire_.offer(direction, now(), front.first(*count));
    flow.buffer.was_read(*count);
    notify();
  }
  notify();
  leave();
}

io::Task<void> Relay::deliver(Direction direction) {
  Flow& flow = this->flow(direction);
  Bytes bytes;
  for (;;) {
    wire_.wake(now());
    const Effect effect = wire_.take(direction, now(), bytes);
    if (effect.kind == Effect::Kind::end) break;
    notify_room();
    if (effect.kind == Effect::Kind::none) {
      notify();
      flow.waits_until = wire_.next_deadline(direction);
      co_await flow.changed.wait_until(flow.waits_until);
      flow.waits_until = Time::min();
    } else if (effect.kind == Effect::Kind::bytes) {
      co_await write(direction, bytes);
    } else {
      co_await perform(direction, effect);
    }
  }
  leave();
}

// --- What a wire yields --------------------------------------------------------------------------

io::Task<void> Relay::write(Direction direction, ByteView bytes) {
  Flow& flow = this->flow(direction);
  if (flow.receiver_gone) co_return;
  const Result<void> written = co_await io::write_all(*receiver(direction), bytes);
  // Its ingest will be told too, behind what the receiver had still sent, and tells the wire.
  if (!written) flow.receiver_gone = true;
}

io::Task<void> Relay::perform(Direction direction, Effect effect) {
  const bool reachable = !flow(direction).receiver_gone;
  switch (effect.kind) {
    case Effect::Kind::connect:
      co_await dial();
      break;
    case Effect::Kind::accept:
      accept();
      break;
    case Effect::Kind::refuse:
      refuse();
      break;
    case Effect::Kind::finish:
      if (reachable) receiver(direction)->finish();
      break;
    case Effect::Kind::reset:
      if (receiver(direction)) receiver(direction)->abort();
      break;
    case Effect::Kind::command:
      relays_.sink().perform(effect.rule, wire_.scope());
      break;
    case Effect::Kind::none:
    case Effect::Kind::bytes:
    case Effect::Kind::end:
      RIPCORD_ASSERT(false);
  }
  notify();
}

io::Task<void> Relay::dial() {
  Result<std::unique_ptr<io::Stream>> stream = co_await upstream_.connect(remote_);
  if (!stream) {
    refusal_ = stream.error();
    wire_.offer_end(Direction::to_client, now(), shim::End::refused);
    co_return;
  }
  server_ = *std::move(stream);
  wire_.established(now());
  spawn(ingest(Direction::to_client));
}

void Relay::accept() {
  if (client_) return;
  io::ConnectOperation* const waiting = connecting_.take();
  if (waiting == nullptr) {
    // The client gave up meanwhile: to the server it is gone.
    wire_.offer_end(Direction::to_server, now(), shim::End::reset);
    return;
  }
  io::Pipe pipe =
      io::make_pipe(runtime_, {.near = server_->local_address(), .far = server_->peer_address()});
  client_ = std::move(pipe.far);
  waiting->succeed(std::move(pipe.near));
  runtime_.post(*waiting);
  spawn(ingest(Direction::to_server));
}

void Relay::refuse() {
  if (client_) return client_->abort();
  if (io::ConnectOperation* const waiting = connecting_.take()) {
    waiting->fail(refusal_);
    runtime_.post(*waiting);
  }
}

// --- Who must know -------------------------------------------------------------------------------

void Relay::wire_changed() {
  notify();
  notify_room();
}

/// Wakes the delivers for whom there is something earlier than what they wait for.
void Relay::notify() {
  for (const Direction direction : directions) {
    Flow& flow = this->flow(direction);
    if (wire_.next_deadline(direction) >= flow.waits_until) continue;
    flow.waits_until = Time::min();
    flow.changed.set();
  }
}

/// Wakes the ingests that waited for room and have some.
void Relay::notify_room() {
  for (const Direction direction : directions) {
    Flow& flow = this->flow(direction);
    if (!flow.waits_for_room || wire_.room(direction) == 0) continue;
    flow.waits_for_room = false;
    flow.has_room.set();
  }
}

Time Relay::now() const { return runtime_.now(); }

std::unique_ptr<io::Stream>& Relay::receiver(Direction direction) {
  return direction == Direction::to_server ? server_ : client_;
}

std::unique_ptr<io::Stream>& Relay::sender(Direction direction) {
  return receiver(opposite(direction));
}

}  // namespace ripcord::relay
