// The reference client calls the reference server over real sockets, both in one thread: small
// calls on 1, 8 and 64 connections, and calls that carry 64 KiB or 1 MiB. Beside the same bytes
// straight on epoll. An item is a call.

#include "bench/beside.hpp"
#include "bench/raw_calls.hpp"
#include "harness/peers/client/echo_stubs.hpp"
#include "harness/peers/client/load_lines.hpp"
#include "harness/peers/interfaces/echo_service.hpp"
#include "harness/peers/server/server.hpp"
#include "harness/stage/local_venue.hpp"
#include "harness/stage/tcp_venue.hpp"
#include "transports/base/assert.hpp"
#include "transports/io/group.hpp"

#include <benchmark/benchmark.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace ripcord::bench {
namespace {

using peers::echo::Opnum;

/// What is called: an operation, and how many bytes of data a request carries.
struct Question {
  Opnum opnum;
  std::uint32_t size = 0;
};

Bytes stub_of(Question question) {
  Bytes stub;
  Prng data(1, "bench/data");
  peers::echo::write_request(question.opnum, question.size, data, ByteOrder::little_endian, stub);
  return stub;
}

/// A server of echo and clients of it on one stage, each with a connection of its own.
class ReferenceCalls {
 public:
  ReferenceCalls(const stage::Venue& venue, Question question, std::int64_t connections)
      : stub_(stub_of(question)),
        stage_(venue.stage({}, 1)),
        service_(stage_->runtime()),
        server_(stage_->host("server"), silence_, Prng(1, "bench/server"), {}),
        group_(stage_->runtime()) {
    server_.add(service_);
    const peers::ServiceAddress address{.host = "server", .port = server_.listen(0).value()};
    const peers::Request request{.opnum = static_cast<std::uint16_t>(question.opnum),
                                 .stub = stub_};
    for (std::int64_t i = 0; i < connections; ++i) {
      lines_.push_back(std::make_unique<peers::CallLine>(
          context_, peers::echo_interface.id, address, request, failure_));
      group_.spawn(call_on(*lines_.back()));
    }
  }

  /// Until so many more calls have been answered.
  void make(std::int64_t calls) {
    wanted_ = calls;
    const stage::Stop stop =
        stage_->run({.virtual_time = forever, .wall_time = forever, .steps = UINT64_MAX});
    RIPCORD_ASSERT(stop == stage::Stop::done);
  }

 private:
  static constexpr Duration forever = std::chrono::hours(100);

  struct Silence final : peers::Publisher {
    void publish(const peers::Happening& /*happening*/) override {}
  };

  io::Task<void> call_on(peers::CallLine& line) {
    for (;;) {
      const std::optional<std::uint64_t> answered = co_await line.call();
      RIPCORD_ASSERT(answered.has_value());
      if (--wanted_ == 0) stage_->done();
    }
  }

  Bytes stub_;
  std::unique_ptr<stage::Stage> stage_;
  Silence silence_;
  peers::EchoService service_;
  peers::Server server_;
  scenario::ClientSpec spec_;
  peers::ClientContext context_{
      .network = stage_->host("client"), .publisher = silence_, .spec = spec_};
  std::optional<peers::CallFailure> failure_;
  std::vector<std::unique_ptr<peers::CallLine>> lines_;
  /// Answers that `make` still waits for.
  std::int64_t wanted_ = 0;
  io::Group group_;
};

struct Tcp {
  static const stage::Venue& venue() { return stage::tcp_venue(); }
  static std::pair<Socket, Socket> ends() {
    const Socket listener = listen_on(0);
    Socket client = connect_to(port_of(listener));
    Socket server = listener.accept();
    return {std::move(client), std::move(server)};
  }
};

struct Local {
  static const stage::Venue& venue() { return stage::local_venue(); }
  static std::pair<Socket, Socket> ends() { return local_ends(); }
};

/// Calls in batches, the first of which connects, binds and is not counted.
template <typename Calls>
void measure(benchmark::State& state, Calls& calls, std::int64_t batch) {
  calls.make(batch);
  for ([[maybe_unused]] auto iteration : state) calls.make(batch);
  state.SetItemsProcessed(state.iterations() * batch);
}

// -- Small calls ----------------------------------------------------------------------------------

constexpr Question small{.opnum = Opnum::echo_data, .size = 64};
constexpr std::int64_t small_batch = 128;

void connection_counts(benchmark::internal::Benchmark* subject) {
  subject->Arg(1)->Arg(8)->Arg(64);
}

template <typename Transport>
void raw_small_calls(benchmark::State& state) {
  std::vector<std::pair<Socket, Socket>> connections;
  for (std::int64_t i = 0; i < state.range(0); ++i) connections.push_back(Transport::ends());
  const Bytes stub = stub_of(small);
  RawCalls calls(std::move(connections), {.request = stub, .response = stub});
  measure(state, calls, small_batch);
}
BENCHMARK(raw_small_calls<Tcp>)->Apply(connection_counts);
BENCHMARK(raw_small_calls<Local>)->Apply(connection_counts);

template <typename Transport>
void small_calls(benchmark::State& state) {
  beside(state, "raw_small_calls");
  ReferenceCalls calls(Transport::venue(), small, state.range(0));
  measure(state, calls, small_batch);
}
BENCHMARK(small_calls<Tcp>)->Apply(connection_counts);
BENCHMARK(small_calls<Local>)->Apply(connection_counts);

// -- Large requests -------------------------------------------------------------------------------

void request_sizes(benchmark::internal::Benchmark* subject) {
  subject->Arg(std::int64_t{64} << 10U)->Arg(std::int64_t{1} << 20U);
}

Question large(const benchmark::State& state) {
  return {.opnum = Opnum::sink_data, .size = static_cast<std::uint32_t>(state.range(0))};
}

template <typename Transport>
void raw_large_requests(benchmark::State& state) {
  std::vector<std::pair<Socket, Socket>> connections;
  connections.push_back(Transport::ends());
  // A response has no stub, and a raw one cannot be nothing.
  RawCalls calls(std::move(connections), {.request = stub_of(large(state)), .response = Bytes(4)});
  measure(state, calls, 1);
}
BENCHMARK(raw_large_requests<Tcp>)->Apply(request_sizes);
BENCHMARK(raw_large_requests<Local>)->Apply(request_sizes);

template <typename Transport>
void large_requests(benchmark::State& state) {
  beside(state, "raw_large_requests");
  ReferenceCalls calls(Transport::venue(), large(state), 1);
  measure(state, calls, 1);
}
BENCHMARK(large_requests<Tcp>)->Apply(request_sizes);
BENCHMARK(large_requests<Local>)->Apply(request_sizes);

}  // namespace
}  // namespace ripcord::bench
