#pragma once

#include "harness/scenario/world_spec.hpp"
#include "transports/base/result.hpp"
#include "transports/base/time.hpp"
#include "transports/io/network.hpp"
#include "transports/io/runtime.hpp"

#include <cstdint>
#include <memory>
#include <string_view>

namespace ripcord::stage {

class Outside;

/// What cutting a host off fails with where a stage cannot do so at all.
[[nodiscard]] inline ErrorCode no_cable() {
  return make_error_code(boost::system::errc::not_supported);
}

/// How far a run may go before it is stopped and judged hung.
struct Limits {
  /// On the stage's clock, which is the one on the wall where a stage is live.
  Duration virtual_time{};
  Duration wall_time{};
  std::uint64_t steps = 0;
};

/// Why a stage stopped.
enum class Stop : std::uint8_t {
  /// Nothing is ready and nothing is due: whoever still waits, waits for ever.
  idle,
  /// `done` was called.
  done,
  time_limit,
  step_limit,
  /// `Stage::shortage` says of what. What would follow says nothing of the peers.
  shortage,
};

/// What endpoints are where servers hand them out: ports of TCP, or sockets of this machine that
/// have names.
enum class Carrier : std::uint8_t { tcp, local };

/// Whom a host that is cut off is silent to.
enum class Silence : std::uint8_t {
  everybody,
  /// A program of others still gets what it is sent, and its machine acknowledges it.
  own_sockets,
};

/// Where one run is played: a runtime, hosts with a network each, and the loop that drives them.
/// One run, one stage.
class Stage {
 public:
  virtual ~Stage() = default;

  [[nodiscard]] virtual io::Runtime& runtime() = 0;

  /// The network as the host called `name` sees it; hosts are made when first named. The reference
  /// stays valid as long as the stage.
  [[nodiscard]] virtual io::Network& host(std::string_view name) = 0;

  /// What to dial to reach `name` on `port` from another host of this stage.
  [[nodiscard]] virtual io::Address address(std::string_view name, std::uint16_t port) = 0;

  [[nodiscard]] virtual Carrier carrier() const { return Carrier::tcp; }

  /// What is sent to or from the host vanishes until it is healed. Errors: `not_supported` where
  /// this stage has no cable to pull, `operation_not_permitted` where this user may not filter
  /// packets.
  [[nodiscard]] virtual Result<Silence> cut(std::string_view name) = 0;
  virtual void heal(std::string_view name) = 0;

  /// What the machine had too little of for a connection of this run, as Asio says it; no error if
  /// it had enough. What peers made of that is nothing to judge them by.
  [[nodiscard]] virtual ErrorCode shortage() const { return {}; }

  /// The machine around, valid as long as the stage; null where there is none that programs of
  /// others could live on.
  [[nodiscard]] virtual Outside* outside() { return nullptr; }

  /// `keep_busy`; null where time is virtual, and work takes none.
  using Spin = void (*)(Duration);
  [[nodiscard]] virtual Spin spin() const { return nullptr; }

  /// Plays until something of `Stop` happens. May be called again.
  virtual Stop run(const Limits& limits) = 0;

  /// Makes `run` return `Stop::done` at its next step.
  virtual void done() = 0;
};

/// A way to stage runs: `sim`, `tcp`, `local`. Immutable and shared by threads.
class Venue {
 public:
  virtual ~Venue() = default;
  [[nodiscard]] virtual std::string_view name() const = 0;
  /// Whether time is virtual, so that equal seeds give byte-identical traces.
  [[nodiscard]] virtual bool deterministic() const = 0;
  [[nodiscard]] virtual std::unique_ptr<Stage> stage(const scenario::NetworkSpec& network,
                                                     std::uint64_t seed) const = 0;
};

}  // namespace ripcord::stage
