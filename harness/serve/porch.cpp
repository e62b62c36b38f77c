#include "harness/serve/porch.hpp"

#include "transports/base/assert.hpp"
#include "transports/io/errors.hpp"
#include "transports/io/pipe.hpp"
#include "transports/io/timer.hpp"

#include <utility>

namespace ripcord::serve {
namespace {

/// After an accept that failed: long enough for connections to end, short enough to go unnoticed.
constexpr Duration accept_pause = std::chrono::milliseconds(100);

/// What a server takes every client for.
const io::Address& client_address() {
  static const io::Address address("client", 0);
  return address;
}

}  // namespace

/// One port of a porch: where clients come from outside, and where the server accepts them.
class Porch::Seat final : public io::Listener {
 public:
  Seat(Porch& porch, std::unique_ptr<io::Listener> outer)
      : io::Listener(outer->runtime(), outer->address()),
        porch_(porch),
        outer_(std::move(outer)),
        welcome_(runtime()) {
    porch_.seats_[address().port] = this;
    welcome_.spawn(welcome());
  }
  ~Seat() override {
    porch_.seats_.erase(address().port);
    for (const std::unique_ptr<io::Stream>& stream : waiting_) stream->abort();
  }

  [[nodiscard]] ErrorCode fill_backlog() override { return outer_->fill_backlog(); }

  void add(std::unique_ptr<io::Stream> stream) {
    waiting_.push_back(std::move(stream));
    retry_accept();
  }

 private:
  io::Start try_accept(io::AcceptOperation& operation) override {
    if (waiting_.empty()) return io::Start::pending;
    operation.succeed(std::move(waiting_.front()));
    waiting_.pop_front();
    return io::Start::done;
  }

  io::Task<void> welcome() {
    for (;;) {
      Result<std::unique_ptr<io::Stream>> client = co_await outer_->accept();
      if (!client) {
        co_await io::sleep_for(runtime(), accept_pause);
        continue;
      }
      const io::Address dialled = (*client)->local_address();
      porch_.usher_.receive(dialled, porch_.inside_, *std::move(client));
    }
  }

  Porch& porch_;
  std::unique_ptr<io::Listener> outer_;
  std::deque<std::unique_ptr<io::Stream>> waiting_;
  io::Group welcome_;
};

Porch::Porch(io::Network& machine, Usher& usher)
    : io::Network(machine.runtime()), machine_(machine), usher_(usher) {}

Porch::~Porch() { RIPCORD_ASSERT(seats_.empty()); }

Result<std::unique_ptr<io::Listener>> Porch::listen(io::Address local) {
  Result<std::unique_ptr<io::Listener>> outer = machine_.listen(std::move(local));
  if (!outer) return outer.error();
  return std::make_unique<Seat>(*this, *std::move(outer));
}

io::Start Porch::begin_connect(io::ConnectOperation& operation) {
  return machine_.start_connect(operation, never);
}

Result<std::unique_ptr<io::Listener>> Porch::Inside::listen(io::Address /*local*/) {
  return ErrorCode(io::errc::address_not_available);
}

io::Start Porch::Inside::begin_connect(io::ConnectOperation& operation) {
  const auto seat = porch_.seats_.find(operation.remote().port);
  if (seat == porch_.seats_.end()) {
    operation.fail(io::make_error_code(io::errc::connection_refused));
    return io::Start::done;
  }
  io::Pipe pipe = io::make_pipe(runtime(), {.near = client_address(), .far = operation.remote()});
  seat->second->add(std::move(pipe.far));
  operation.succeed(std::move(pipe.near));
  return io::Start::done;
}

}  // namespace ripcord::serve
