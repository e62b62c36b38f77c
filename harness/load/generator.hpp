#pragma once

#include "harness/load/arrivals.hpp"
#include "harness/load/line.hpp"
#include "harness/load/tally.hpp"
#include "transports/io/group.hpp"
#include "transports/io/runtime.hpp"
#include "transports/io/task.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

namespace ripcord::load {

/// How hard a server is called.
struct Plan {
  /// Calls that begin before this are made and not counted.
  Duration warm_up = std::chrono::seconds(1);
  /// How long calls are counted.
  Duration duration = std::chrono::seconds(10);
  /// Calls a second of an open loop; none = a closed loop: each line calls again as soon as it
  /// has its answer.
  std::optional<double> rate;
  Spacing spacing = Spacing::poisson;
  std::uint64_t seed = 1;
};

struct Outcome {
  Tally tally;
  /// From the end of the warm-up to the last answer that counts.
  Duration elapsed{};
  /// The first call of a line had no answer: there was nothing to measure.
  bool is_unreachable = false;
  /// Calls were to begin, and there were more of them waiting than `Generator::backlog_max`: the
  /// server does not sustain the rate.
  bool is_overrun = false;
};

/// Calls a server over several lines, in a closed or in an open loop.
///
///     arrivals -> backlog -> idle line -> call -> tally
///
/// What arrives while all lines are busy waits its turn, and its time counts.
class Generator {
 public:
  // Ten seconds of 100,000 calls a second: by then the answer is known.
  static constexpr std::size_t backlog_max = 1'000'000;

  /// `runtime` and `lines` outlive it.
  Generator(io::Runtime& runtime, const std::vector<Line*>& lines, const Plan& plan);
  ~Generator();
  Generator(const Generator&) = delete;
  Generator& operator=(const Generator&) = delete;

  /// Runs the load to its end, or until it turns out that nobody answers. Once.
  [[nodiscard]] io::Task<Outcome> run();

 private:
  struct Connection;

  io::Task<void> call_again_and_again(Connection& connection);
  io::Task<void> serve_backlog(Connection& connection);
  io::Task<void> arrive();
  io::Task<void> call(Connection& connection, Time intended);
  io::Task<bool> connect();
  void wake_one();

  io::Runtime& runtime_;
  Plan plan_;
  std::vector<std::unique_ptr<Connection>> connections_;
  std::deque<Time> backlog_;
  std::vector<Connection*> idle_;
  bool arrivals_over_ = false;
  /// Calls that begin from here on count; then until there.
  Time counts_from_{};
  Time ends_{};
  Time last_answer_{};
  Outcome outcome_;
  io::Group group_;
};

}  // namespace ripcord::load
