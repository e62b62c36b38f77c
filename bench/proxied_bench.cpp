// What `ripcord proxy` adds to a call over TCP, beside a relay that copies and knows nothing; and
// what 100 armed rules that never match add to that. Client, server and what is between them share
// one thread, so each row has the two ends' work in it. bench/proxy compares processes.

#include "bench/bare_calls.hpp"
#include "bench/beside.hpp"
#include "bench/row_exchange.hpp"
#include "bench/scenarios.hpp"
#include "harness/proxy/proxy.hpp"
#include "transports/io/group.hpp"
#include "transports/tcp/network.hpp"
#include "transports/tcp/runtime.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

namespace ripcord::bench {
namespace {

/// Binds, then answers calls.
io::Task<void> serve(io::Listener& listener, const Exchange& bind, const Exchange& call) {
  const Result<std::unique_ptr<io::Stream>> stream = co_await listener.accept();
  RIPCORD_ASSERT(stream.has_value());
  co_await answer_calls(**stream, bind, 1);
  co_await answer_calls(**stream, call);
}

io::Task<void> connect(io::Network& network,
                       io::Address address,
                       const Exchange& bind,
                       std::unique_ptr<io::Stream>& stream) {
  Result<std::unique_ptr<io::Stream>> connected = co_await network.connect(std::move(address));
  RIPCORD_ASSERT(connected.has_value());
  stream = *std::move(connected);
  co_await make_calls(*stream, bind, 1);
}

/// A client and a server of `row` with something between them.
class Ends {
 public:
  explicit Ends(Row row)
      : call_(exchange_of(row)), bind_{.request = bind_unit(row), .response = bind_ack_unit()} {
    server_.spawn(serve(*listener_, bind_, call_));
  }

  [[nodiscard]] tcp::Network& network() { return network_; }
  [[nodiscard]] tcp::Runtime& runtime() { return runtime_; }
  [[nodiscard]] const io::Address& server() const { return listener_->address(); }

  /// The client connects to `address`, where what is between leads to the server, and makes calls.
  void measure(benchmark::State& state, const io::Address& address) {
    perform(connect(network_, address, bind_, client_));
    constexpr int batch = 16;
    for ([[maybe_unused]] auto iteration : state) perform(make_calls(*client_, call_, batch));
    state.SetItemsProcessed(state.iterations() * batch);
    client_.reset();
  }

 private:
  void perform(io::Task<void> task) {
    io::Group group(runtime_);
    group.spawn(std::move(task));
    const tcp::Stop stop = runtime_.run_until([&] { return group.empty(); });
    RIPCORD_ASSERT(stop == tcp::Stop::done);
  }

  tcp::Runtime runtime_;
  tcp::Network network_{runtime_};
  Exchange call_;
  Exchange bind_;
  std::unique_ptr<io::Listener> listener_ = *network_.listen({"127.0.0.1", 0});
  std::unique_ptr<io::Stream> client_;
  io::Group server_{runtime_};
};

// -- The limit ------------------------------------------------------------------------------------

io::Task<void> copy(io::Stream& from, io::Stream& to) {
  // As much as a relay of ours reads at a time.
  Bytes block(std::size_t{64} << 10U);
  for (;;) {
    const Result<std::size_t> count = co_await from.read_some(block);
    if (!count) co_return;
    const Result<void> written = co_await io::write_all(to, ByteView(block).first(*count));
    if (!written) co_return;
  }
}

/// One connection, both ways.
class CopyingRelay {
 public:
  CopyingRelay(tcp::Network& network, io::Address upstream)
      : network_(network), upstream_(std::move(upstream)), group_(network.runtime()) {
    group_.spawn(admit());
  }

  [[nodiscard]] const io::Address& address() const { return listener_->address(); }

 private:
  io::Task<void> admit() {
    Result<std::unique_ptr<io::Stream>> near = co_await listener_->accept();
    Result<std::unique_ptr<io::Stream>> far = co_await network_.connect(upstream_);
    RIPCORD_ASSERT(near.has_value());
    RIPCORD_ASSERT(far.has_value());
    near_ = *std::move(near);
    far_ = *std::move(far);
    group_.spawn(copy(*near_, *far_));
    group_.spawn(copy(*far_, *near_));
  }

  tcp::Network& network_;
  io::Address upstream_;
  std::unique_ptr<io::Listener> listener_ = *network_.listen({"127.0.0.1", 0});
  std::unique_ptr<io::Stream> near_;
  std::unique_ptr<io::Stream> far_;
  io::Group group_;
};

template <Row row>
void copied(benchmark::State& state) {
  Ends ends(row);
  const CopyingRelay relay(ends.network(), ends.server());
  ends.measure(state, relay.address());
}

// -- The proxy ------------------------------------------------------------------------------------

/// Half of them name another interface, half another operation of the one that is called.
std::string rules_that_never_match(std::int64_t count) {
  std::string text = "format: 1\nname: armed\n";
  if (count > 0) text += "faults:\n";
  for (std::int64_t i = 0; i < count; ++i) {
    text += fmt::format(
        "  - {{ id: rule-{}, optional: true, when: {{ interface: {}, opnum: {} }}, "
        "do: {{ reset: {{}} }} }}\n",
        i,
        i % 2 == 0 ? "echo" : "backup",
        100 + i);
  }
  return text;
}

struct Deaf final : proxy::Announcer {
  void announce(const std::string& /*text*/) override {}
};

void pass_proxy(benchmark::State& state, Row row, std::int64_t rules) {
  Ends ends(row);
  Deaf announcer;
  proxy::Proxy proxy({.near = ends.network(), .far = ends.network()},
                     {.routes = {{.listen = {"127.0.0.1", 0}, .upstream = ends.server()}}},
                     announcer);
  proxy.adopt(production({.file = "armed.yaml", .text = rules_that_never_match(rules)}), 1, {});
  const Result<void> opened = proxy.open();
  RIPCORD_ASSERT(opened.has_value());
  ends.measure(state, proxy.doors().all().front()->address());
  proxy.close();
}

template <Row row>
void proxied(benchmark::State& state) {
  beside(state, "copied");
  pass_proxy(state, row, 0);
}

template <Row row>
void proxied_past_100_rules(benchmark::State& state) {
  beside(state, "proxied");
  pass_proxy(state, row, 100);
}

BENCHMARK(copied<Row::ping>);
BENCHMARK(proxied<Row::ping>);
BENCHMARK(proxied_past_100_rules<Row::ping>);
BENCHMARK(copied<Row::down>);
BENCHMARK(proxied<Row::down>);
BENCHMARK(proxied_past_100_rules<Row::down>);

}  // namespace
}  // namespace ripcord::bench
