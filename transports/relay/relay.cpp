#include "transports/relay/relay.hpp"

#include "transports/base/assert.hpp"
#include "transports/io/errors.hpp"
#include "transports/io/pipe.hpp"
#include "transports/io/runtime.hpp"
#include "transports/relay/relays.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace ripcord::relay {

using io::Start;
using shim::Direction;
using shim::Effect;

// --- Operations ----------------------------------------------------------------------------------

Relay::Reading::Reading(Flow& owner)
    : io::ReadOperation(
          [](io::Operation& self) {
            Flow& read = static_cast<Reading&>(self).flow;
            read.read_pending = false;
            read.relay.was_read(read);
            read.relay.run();
          },
          {},
          Haste::may_wait),
      flow(owner) {}

Relay::Writing::Writing(Flow& owner)
    : io::WriteOperation(
          [](io::Operation& self) {
            Flow& written = static_cast<Writing&>(self).flow;
            written.relay.was_written(written);
            written.relay.run();
          },
          {}),
      flow(owner) {}

Relay::Dialling::Dialling(Relay& owner, io::Address remote)
    : io::ConnectOperation(
          [](io::Operation& self) {
            Relay& dialler = static_cast<Dialling&>(self).relay;
            dialler.dialled();
            dialler.run();
          },
          std::move(remote)),
      relay(owner) {}

Relay::Unanswered::Unanswered(Relay& owner, std::unique_ptr<io::Listener> listener)
    : io::ConnectOperation(
          [](io::Operation& self) { static_cast<Unanswered&>(self).relay.was_given_up(); },
          listener->address()),
      relay(owner),
      black_hole(std::move(listener)) {}

Relay::Draining::Draining(Flow& owner)
    : io::Operation([](io::Operation& self) {
        Flow& drained = static_cast<Draining&>(self).flow;
        drained.relay.reset(drained);
        drained.relay.run();
      }),
      flow(owner) {}

// --- Life ----------------------------------------------------------------------------------------

Relay::Relay(Relays& relays, Route route)
    : relays_(relays),
      runtime_(relays.runtime()),
      upstream_(route.upstream),
      refusal_(io::make_error_code(io::errc::connection_refused)),
      wire_(relays.rules(), route.lane, relays.runtime().now(), this),
      flows_{{{*this, Direction::to_server}, {*this, Direction::to_client}}},
      dialling_(*this, std::move(route.remote)) {
  if (route.rewriter) wire_.rewrite(std::move(route.rewriter));
}

Relay::~Relay() = default;

void Relay::begin(io::ConnectOperation& operation) {
  connecting_.hold(operation);
  operation.made_by(*this);
  runtime_.post(alarm_);
}

void Relay::begin(std::unique_ptr<io::Stream> client) {
  client_ = std::move(client);
  flow(Direction::to_server).input = Flow::Input::open;
  runtime_.post(alarm_);
}

bool Relay::finished() const {
  return !dialling_.pending && std::ranges::all_of(flows_, [](const Flow& flow) {
    return flow.over && !flow.write_pending && flow.input != Flow::Input::open;
  });
}

void Relay::run() {
  // What is done in here may come back: an action of a rule changes this very wire.
  if (running_) return;
  running_ = true;
  Flow& up = flow(Direction::to_server);
  Flow& down = flow(Direction::to_client);
  do {
    // What one direction does may be work for the other: a fault answers, a connect is accepted.
    while ((wire_.has_work(up.direction) && deliver(up)) ||
           (wire_.has_work(down.direction) && deliver(down))) {
    }
  } while (read(up) || read(down));
  running_ = false;
  if (finished()) return relays_.retire();
  set_alarm();
}

/// Comes back in a coming step: whoever calls is in the middle of something.
void Relay::wire_changed() {
  if (running_) return;
  alarm_.unlink();
  alarm_at_ = never;
  runtime_.post(alarm_);
}

void Relay::set_alarm() {
  const bool idle = !wire_.has_work(Direction::to_server) && !wire_.has_work(Direction::to_client);
  if (idle && alarm_at_ == never) return;
  Time at = never;
  for (const Flow& flow : flows_) {
    if (wire_.has_work(flow.direction) && !waits(flow))
      at = std::min(at, wire_.next_deadline(flow.direction));
  }
  if (dialling_.pending) at = std::min(at, wire_.next_deadline(Direction::to_client));
  if (at == alarm_at_ && (at == never) == (alarm_.state() == io::Operation::State::idle)) return;
  alarm_.unlink();
  alarm_at_ = at;
  if (at != never) runtime_.arm(alarm_, at);
}

/// Whether what the wire yields in that direction has to wait, whatever the time is.
bool Relay::waits(const Flow& flow) const {
  const bool dials = flow.direction == Direction::to_server && dialling_.pending;
  return flow.over || flow.write_pending || dials;
}

// --- From the sender to the wire -----------------------------------------------------------------

/// Reads once, if the flow may; returns whether anything came of it.
bool Relay::read(Flow& flow) {
  if (flow.input != Flow::Input::open || flow.read_pending || flow.write_pending) return false;
  // A server that is being dialled takes nothing yet.
  if (wire_.lends(flow.direction)) return false;
  const std::size_t room = wire_.room(flow.direction);
  if (room == 0) return false;
  MutableByteView space = flow.buffer.space(room);
  if (space.empty()) {
    // A unit that is larger than the buffer grows in the wire.
    wire_.offer(flow.direction, now(), flow.buffer.unread());
    flow.buffer.consume(flow.buffer.unread().size());
    space = flow.buffer.space(room);
  }
  flow.reading.set_buffer(space);
  if (sender(flow.direction)->start_read(flow.reading) == Start::pending) {
    flow.read_pending = true;
    return false;
  }
  if (!runtime_.grant_turn()) {
    flow.read_pending = true;
    runtime_.post(flow.reading);
    return false;
  }
  was_read(flow);
  return true;
}

void Relay::was_read(Flow& flow) {
  const ErrorCode error = flow.reading.error();
  if (!error) {
    flow.buffer.was_read(flow.reading.count());
    flow.buffer.consume(wire_.lend(flow.direction, now(), flow.buffer.unread()));
    return;
  }
  flow.input = Flow::Input::ended;
  const ByteView unfinished = flow.buffer.unread();
  if (!unfinished.empty()) wire_.offer(flow.direction, now(), unfinished);
  flow.buffer.consume(unfinished.size());
  // A reset that a write was told first shows here as the end of the stream.
  const bool gone = this->flow(opposite(flow.direction)).receiver_gone;
  const bool ended = error == io::errc::eof && !gone;
  wire_.offer_end(flow.direction, now(), ended ? shim::End::finish : shim::End::reset);
}

// --- From the wire to the receiver ---------------------------------------------------------------

/// Does what the wire yields until there is nothing or it must be waited for; returns whether
/// anything was done.
bool Relay::deliver(Flow& flow) {
  bool progress = false;
  while (wire_.has_work(flow.direction) && !waits(flow)) {
    const Time now = this->now();
    if (wire_.next_deadline(flow.direction) > now) break;
    progress = true;
    wire_.wake(now);
    ByteView bytes;
    const Effect effect = wire_.take(flow.direction, now, bytes);
    if (effect.kind == Effect::Kind::bytes) {
      write(flow, bytes);
    } else if (effect.kind != Effect::Kind::none) {
      perform(flow, effect);
    }
  }
  return progress;
}

void Relay::write(Flow& flow, ByteView bytes) {
  if (flow.receiver_gone) return;
  flow.writing.set_bytes(bytes);
  do {
    if (receiver(flow.direction)->start_write(flow.writing) == Start::pending) {
      flow.write_pending = true;
      return;
    }
  } while (!count_written(flow));
}

/// Takes what was written off what is to be; returns whether that was all.
bool Relay::count_written(Flow& flow) {
  Writing& writing = flow.writing;
  if (writing.error()) {
    // Its reading will be told too, behind what the receiver had still sent, and tells the wire.
    flow.receiver_gone = true;
    return true;
  }
  writing.set_bytes(writing.bytes().subspan(writing.count()));
  return writing.bytes().empty();
}

void Relay::was_written(Flow& flow) {
  flow.write_pending = false;
  if (!count_written(flow)) write(flow, flow.writing.bytes());
}

void Relay::perform(Flow& flow, Effect effect) {
  const std::unique_ptr<io::Stream>& stream = receiver(flow.direction);
  switch (effect.kind) {
    case Effect::Kind::connect:
      return dial();
    case Effect::Kind::connect_in_vain:
      return dial_in_vain();
    case Effect::Kind::accept:
      return accept();
    case Effect::Kind::refuse:
      return refuse();
    case Effect::Kind::finish:
      if (!flow.receiver_gone) stream->finish();
      return;
    case Effect::Kind::reset:
      if (stream) begin_reset(flow);
      return;
    case Effect::Kind::command:
      return relays_.sink().perform(effect.rule, wire_.scope());
    case Effect::Kind::end:
      flow.over = true;
      return;
    case Effect::Kind::none:
    case Effect::Kind::bytes:
      RIPCORD_ASSERT(false);
  }
}

void Relay::begin_reset(Flow& flow) {
  constexpr Duration first_pause = std::chrono::microseconds(100);
  flow.draining.until = after(now(), drain_max);
  flow.draining.pause = first_pause;
  reset(flow);
}

/// A reset discards what is on its way. So it waits until that has arrived; no event tells when.
void Relay::reset(Flow& flow) {
  io::Stream& stream = *receiver(flow.direction);
  const std::optional<std::size_t> left = stream.unacknowledged();
  Draining& draining = flow.draining;
  flow.write_pending = left.value_or(0) > 0 && now() < draining.until;
  if (flow.write_pending) {
    runtime_.arm(draining, std::min(after(now(), draining.pause), draining.until));
    draining.pause *= 2;
    return;
  }
  stream.abort();
  if (left) wire_.was_reset(flow.direction, now(), *left);
}

// --- Beginnings ----------------------------------------------------------------------------------

void Relay::dial() {
  unanswered_.reset();
  if (upstream_.start_connect(dialling_, never) == Start::done) return dialled();
  dialling_.pending = true;
}

void Relay::dialled() {
  dialling_.pending = false;
  Result<std::unique_ptr<io::Stream>> stream = dialling_.take_result();
  relays_.sink().dialled(dialling_.remote(), stream ? ErrorCode() : stream.error());
  if (!stream) {
    refusal_ = stream.error();
    return wire_.offer_end(Direction::to_client, now(), shim::End::refused);
  }
  server_ = *std::move(stream);
  wire_.established(now());
  flow(Direction::to_client).input = Flow::Input::open;
}

/// To whoever looks at the machine's connections, the client's is under way.
void Relay::dial_in_vain() {
  if (connecting_.empty()) return;
  std::unique_ptr<io::Listener> black_hole = upstream_.black_hole();
  if (!black_hole) return;
  unanswered_ = std::make_unique<Unanswered>(*this, std::move(black_hole));
  // Without a descriptor for it, not to dial is as silent.
  if (upstream_.start_connect(*unanswered_, never) == Start::done) unanswered_.reset();
}

/// The kernel takes no answer for one, after minutes.
void Relay::was_given_up() {
  const Result<std::unique_ptr<io::Stream>> stream = unanswered_->take_result();
  if (stream) return;
  refusal_ = stream.error();
  wire_.offer_end(Direction::to_client, now(), shim::End::refused);
  run();
}

void Relay::accept() {
  if (client_) return;
  io::ConnectOperation* const waiting = connecting_.take();
  if (waiting == nullptr) {
    // The client gave up meanwhile: to the server it is gone.
    return wire_.offer_end(Direction::to_server, now(), shim::End::reset);
  }
  io::Pipe pipe =
      io::make_pipe(runtime_, {.near = server_->local_address(), .far = server_->peer_address()});
  client_ = std::move(pipe.far);
  waiting->succeed(std::move(pipe.near));
  runtime_.post(*waiting);
  flow(Direction::to_server).input = Flow::Input::open;
}

void Relay::refuse() {
  if (client_) return client_->abort();
  if (io::ConnectOperation* const waiting = connecting_.take()) {
    waiting->fail(refusal_);
    runtime_.post(*waiting);
  }
}

// --- Who is who ----------------------------------------------------------------------------------

Time Relay::now() const { return runtime_.now(); }

std::unique_ptr<io::Stream>& Relay::receiver(Direction direction) {
  return direction == Direction::to_server ? server_ : client_;
}

std::unique_ptr<io::Stream>& Relay::sender(Direction direction) {
  return receiver(opposite(direction));
}

Relay::Flow& Relay::flow(Direction direction) {
  return flows_[static_cast<std::size_t>(direction)];
}

}  // namespace ripcord::relay
