#include "harness/load/generator.hpp"

#include "transports/io/signal.hpp"
#include "transports/io/timer.hpp"

#include <algorithm>
#include <utility>

namespace ripcord::load {

/// One binding, and what it is about.
struct Generator::Connection {
  Connection(peers::ClientContext& context,
             const dcerpc::SyntaxId& interface,
             const peers::ServiceAddress& service)
      : caller(context, interface, service), woken(context.runtime()) {}

  peers::Caller caller;
  io::Signal woken;
  Bytes answer;
};

Generator::Generator(peers::ClientContext& context, const peers::ServiceAddress& service, Plan plan)
    : context_(context), plan_(std::move(plan)), group_(context.runtime()) {
  for (std::uint32_t i = 0; i < plan_.connections; ++i)
    connections_.push_back(std::make_unique<Connection>(context_, plan_.interface, service));
}

Generator::~Generator() = default;

io::Task<Outcome> Generator::run() {
  const bool is_connected = co_await connect();
  if (!is_connected) co_return std::move(outcome_);
  counts_from_ = after(context_.runtime().now(), plan_.warm_up);
  ends_ = after(counts_from_, plan_.duration);
  last_answer_ = counts_from_;
  for (const auto& connection : connections_)
    group_.spawn(plan_.rate ? serve_backlog(*connection) : call_again_and_again(*connection));
  if (plan_.rate) group_.spawn(arrive());
  co_await group_.drained();
  outcome_.elapsed = std::max(last_answer_, ends_) - counts_from_;
  co_return std::move(outcome_);
}

/// The first call of each connection finds the way and binds: it is no part of the load.
io::Task<bool> Generator::connect() {
  for (const auto& connection : connections_) {
    const peers::Request request{.opnum = plan_.opnum, .stub = plan_.stub};
    const peers::Called<void> called =
        co_await connection->caller.call(request, connection->answer);
    if (called) continue;
    outcome_.unreachable = called.error();
    co_return false;
  }
  co_return true;
}

io::Task<void> Generator::call_again_and_again(Connection& connection) {
  while (context_.runtime().now() < ends_) co_await call(connection, context_.runtime().now());
}

io::Task<void> Generator::serve_backlog(Connection& connection) {
  while (!backlog_.empty() || !arrivals_over_) {
    if (backlog_.empty()) {
      idle_.push_back(&connection);
      co_await connection.woken.wait();
      continue;
    }
    const Time intended = backlog_.front();
    backlog_.pop_front();
    co_await call(connection, intended);
  }
}

io::Task<void> Generator::arrive() {
  io::Runtime& runtime = context_.runtime();
  Arrivals arrivals(*plan_.rate, plan_.spacing, plan_.seed);
  const Time begin = counts_from_ - plan_.warm_up;
  for (Time intended = begin + arrivals.next(); intended < ends_;
       intended = begin + arrivals.next()) {
    // What is due already is sent at once; only then is there time to sleep.
    if (intended > runtime.now()) co_await io::sleep_until(runtime, intended);
    if (intended >= counts_from_) outcome_.tally.dispatched(runtime.now() - intended);
    backlog_.push_back(intended);
    wake_one();
    outcome_.is_overrun = backlog_.size() > backlog_max;
    if (outcome_.is_overrun) break;
  }
  arrivals_over_ = true;
  if (outcome_.is_overrun) backlog_.clear();
  while (!idle_.empty()) wake_one();
}

void Generator::wake_one() {
  if (idle_.empty()) return;
  Connection* const connection = idle_.back();
  idle_.pop_back();
  connection->woken.set();
}

io::Task<void> Generator::call(Connection& connection, Time intended) {
  io::Runtime& runtime = context_.runtime();
  TimedCall timed{.intended = intended, .started = runtime.now()};
  const peers::Request request{.opnum = plan_.opnum, .stub = plan_.stub};
  const peers::Called<void> called = co_await connection.caller.call(request, connection.answer);
  if (intended < counts_from_) co_return;
  timed.ended = runtime.now();
  timed.bytes = plan_.stub.size() + connection.answer.size();
  last_answer_ = std::max(last_answer_, timed.ended);
  if (called) {
    outcome_.tally.answered(timed);
  } else {
    outcome_.tally.failed(called.error());
  }
}

}  // namespace ripcord::load
