// bench_client PORT ROW CONNECTIONS SECONDS: makes calls of a row (ping, up, down, map) on each of
// its connections, one after another on each, or with the row `churn` connects, binds, makes one
// small call and closes, again and again. Prints one line of JSON.
//
// The first 0.3 of SECONDS warm up: their calls count for `calls_in_all`, so that the CPU time of a
// process in the path can be divided by them, and for nothing else.

#include "bench/proxy/calls.hpp"
#include "bench/proxy/sender.hpp"
#include "bench/proxy/socket.hpp"
#include "bench/proxy/stopwatch.hpp"

#include <fmt/core.h>

#include <sys/epoll.h>

#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

namespace ripcord::bench {
namespace {

class Connection {
 public:
  Connection(const Poll& poll, std::uint16_t port, std::uint8_t source, Row row)
      : socket_(connect_to(port, source)),
        sender_(poll, socket_, this),
        bind_(bind_unit(row)),
        request_(request_units(row)),
        response_(response_units(row, port).size()) {
    if (!socket_.is_open()) die("connect");
    poll.add(socket_, EPOLLIN, this);
    expect(bind_ack_unit().size());
    sender_.send(bind_);
  }

  /// Begins the next call.
  void call() {
    stamp(request_, ++call_id_);
    expect(response_.size());
    begun_ = now();
    sender_.send(request_);
  }

  /// True when what was expected is there.
  bool handle(std::uint32_t events) {
    if ((events & EPOLLOUT) != 0) sender_.go_on();
    if ((events & ~static_cast<std::uint32_t>(EPOLLOUT)) == 0) return false;
    const Moved moved =
        socket_.read(MutableByteView(response_).subspan(received_, expected_ - received_));
    if (moved.progress == Progress::blocked) return false;
    if (moved.progress != Progress::moved) die("the connection ended");
    received_ += moved.bytes;
    return received_ == expected_;
  }

  [[nodiscard]] bool is_bound() const { return call_id_ > 1; }
  [[nodiscard]] Nanoseconds begun() const { return begun_; }
  void check_response() const {
    if (!ends_response(response_, call_id_)) die("not the response to this call");
  }

 private:
  void expect(std::size_t size) {
    received_ = 0;
    expected_ = size;
  }

  Socket socket_;
  Sender sender_;
  Bytes bind_;
  Bytes request_;
  /// What was received; before, the bind_ack, which is smaller than any response.
  Bytes response_;
  std::size_t received_ = 0;
  std::size_t expected_ = 0;
  std::uint32_t call_id_ = 1;
  Nanoseconds begun_ = 0;
};

void converse(std::uint16_t port, Row row, std::size_t connections, Stopwatch& watch) {
  Poll poll;
  std::vector<std::unique_ptr<Connection>> open;
  while (open.size() < connections) {
    open.push_back(std::make_unique<Connection>(poll, port, 1, row));
  }
  while (watch.is_running()) {
    for (const Ready& ready : poll.wait()) {
      Connection& connection = *static_cast<Connection*>(ready.token);
      if (!connection.handle(ready.events)) continue;
      if (connection.is_bound()) {
        connection.check_response();
        watch.count(connection.begun());
      }
      connection.call();
    }
  }
}

/// Waits until the only connection of `poll` has what it expects.
void await_answer(Poll& poll, Connection& connection) {
  bool complete = false;
  while (!complete) {
    for (const Ready& ready : poll.wait()) complete = connection.handle(ready.events);
  }
}

void churn(std::uint16_t port, Stopwatch& watch) {
  // 16 addresses give as many times the ports that may wait in TIME_WAIT.
  constexpr unsigned sources = 16;
  for (unsigned round = 0; watch.is_running(); ++round) {
    Poll poll;
    const Nanoseconds begun = now();
    Connection connection(poll, port, static_cast<std::uint8_t>(1 + round % sources), Row::ping);
    await_answer(poll, connection);
    connection.call();
    await_answer(poll, connection);
    connection.check_response();
    watch.count(begun);
  }
}

}  // namespace
}  // namespace ripcord::bench

int main(int argc, char** argv) {
  using namespace ripcord::bench;
  const std::string row_name = argc == 5 ? argv[2] : "";
  const std::optional<Row> row = row_of(row_name);
  if (!row && row_name != "churn") {
    fmt::print(stderr, "usage: bench_client PORT ping|up|down|map|churn CONNECTIONS SECONDS\n");
    return 2;
  }
  const auto port = static_cast<std::uint16_t>(std::atoi(argv[1]));
  Stopwatch watch(std::atof(argv[4]));
  if (row) {
    converse(port, *row, static_cast<std::size_t>(std::atoi(argv[3])), watch);
  } else {
    churn(port, watch);
  }
  fmt::print("{}\n", watch.json());
  return 0;
}
