#pragma once

#include "harness/load/arrivals.hpp"
#include "harness/load/tally.hpp"
#include "harness/peers/client/caller.hpp"
#include "harness/peers/client/client_context.hpp"
#include "harness/peers/client/service_address.hpp"
#include "transports/dcerpc/syntax.hpp"
#include "transports/io/group.hpp"
#include "transports/io/task.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

namespace ripcord::load {

/// What is called, and how hard.
struct Plan {
  dcerpc::SyntaxId interface;
  std::uint16_t opnum = 0;
  /// Of every request.
  Bytes stub;
  std::uint32_t connections = 1;
  /// Calls that begin before this are made and not counted.
  Duration warm_up = std::chrono::seconds(1);
  /// How long calls are counted.
  Duration duration = std::chrono::seconds(10);
  /// Calls a second of an open loop; none = a closed loop: each connection calls again as soon as
  /// it has its answer.
  std::optional<double> rate;
  Spacing spacing = Spacing::poisson;
  std::uint64_t seed = 1;
};

struct Outcome {
  Tally tally;
  /// From the end of the warm-up to the last answer that counts.
  Duration elapsed{};
  /// Why there was nothing to measure.
  std::optional<peers::CallFailure> unreachable;
  /// Calls were to begin, and there were more of them waiting than `Generator::backlog_max`: the
  /// server does not sustain the rate.
  bool is_overrun = false;
};

/// Calls a server over several connections, in a closed or in an open loop.
///
///     arrivals -> backlog -> idle connection -> call -> tally
///
/// A connection makes one call at a time. What arrives while all are busy waits its turn, and its
/// time counts.
class Generator {
 public:
  // Ten seconds of 100,000 calls a second: by then the answer is known.
  static constexpr std::size_t backlog_max = 1'000'000;

  /// `context` outlives it.
  Generator(peers::ClientContext& context, const peers::ServiceAddress& service, Plan plan);
  ~Generator();
  Generator(const Generator&) = delete;
  Generator& operator=(const Generator&) = delete;

  /// Runs the load to its end, or until it turns out that nobody answers. A connection that breaks
  /// is made again by its next call. Once.
  [[nodiscard]] io::Task<Outcome> run();

 private:
  struct Connection;

  io::Task<void> call_again_and_again(Connection& connection);
  io::Task<void> serve_backlog(Connection& connection);
  io::Task<void> arrive();
  io::Task<void> call(Connection& connection, Time intended);
  io::Task<bool> connect();
  void wake_one();

  peers::ClientContext& context_;
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
