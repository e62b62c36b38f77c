#include "harness/load/generator.hpp"

#include "transports/io/signal.hpp"
#include "transports/io/timer.hpp"

#include <algorithm>
#include <utility>

namespace ripcord::load {

/// One line, and who waits to use it.
struct Generator::Connection {
  Connection(io::Runtime& runtime, Line& itself) : line(itself), woken(runtime) {}

  Line& line;
  io::Signal woken;
};

Generator::Generator(io::Runtime& runtime, const std::vector<Line*>& lines, const Plan& plan)
    : runtime_(runtime), plan_(plan), group_(runtime) {
  for (Line* const line : lines)
    connections_.push_back(std::make_unique<Connection>(runtime_, *line));
}

Generator::~Generator() = default;

io::Task<Outcome> Generator::run() {
  const bool is_connected = co_await connect();
  if (!is_connected) co_return std::move(outcome_);
  counts_from_ = after(runtime_.now(), plan_.warm_up);
  ends_ = after(counts_from_, plan_.duration);
  last_answer_ = counts_from_;
  for (const auto& connection : connections_)
    group_.spawn(plan_.rate ? serve_backlog(*connection) : call_again_and_again(*connection));
  if (plan_.rate) group_.spawn(arrive());
  co_await group_.drained();
  outcome_.elapsed = std::max(last_answer_, ends_) - counts_from_;
  co_return std::move(outcome_);
}

/// The first call of each line finds the way and binds: it is no part of the load.
io::Task<bool> Generator::connect() {
  for (const auto& connection : connections_) {
    const std::optional<std::uint64_t> bytes = co_await connection->line.call();
    if (bytes) continue;
    outcome_.is_unreachable = true;
    co_return false;
  }
  co_return true;
}

io::Task<void> Generator::call_again_and_again(Connection& connection) {
  while (runtime_.now() < ends_) co_await call(connection, runtime_.now());
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
  Arrivals arrivals(*plan_.rate, plan_.spacing, plan_.seed);
  const Time begin = counts_from_ - plan_.warm_up;
  for (Time intended = begin + arrivals.next(); intended < ends_;
       intended = begin + arrivals.next()) {
    // What is due already is sent at once; only then is there time to sleep.
    if (intended > runtime_.now()) co_await io::sleep_until(runtime_, intended);
    if (intended >= counts_from_) outcome_.tally.dispatched(runtime_.now() - intended);
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
  TimedCall timed{.intended = intended, .started = runtime_.now()};
  const std::optional<std::uint64_t> bytes = co_await connection.line.call();
  if (intended < counts_from_) co_return;
  timed.ended = runtime_.now();
  last_answer_ = std::max(last_answer_, timed.ended);
  if (!bytes) {
    outcome_.tally.failed();
    co_return;
  }
  timed.bytes = *bytes;
  outcome_.tally.answered(timed);
}

}  // namespace ripcord::load
