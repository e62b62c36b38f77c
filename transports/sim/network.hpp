#pragma once

#include "transports/base/time.hpp"
#include "transports/io/network.hpp"
#include "transports/sim/runtime.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace ripcord::sim {

class Connect;
class Connection;
class Host;
class Listener;

/// How many of the bytes that have arrived one read returns.
enum class Reads : std::uint8_t {
  whole,   ///< all that fit into the buffer
  seeded,  ///< one in eight returns fewer, drawn from the seed
};

struct LatencyRange {
  Duration low{};
  Duration high{};
};

struct NetworkOptions {
  std::uint64_t seed = 1;
  LatencyRange latency;                ///< one way, drawn for every segment; order is kept
  std::uint64_t bytes_per_second = 0;  ///< of each direction of each connection; 0 = no limit
  std::size_t buffer_bytes_max =
      std::size_t{64} * 1024;            ///< unread and in flight, of one direction
  std::size_t segment_bytes_max = 1460;  ///< what travels together
  Reads reads = Reads::whole;
  std::size_t backlog_max = 4096;  ///< connections that wait to be accepted, of one listener
};

/// A network in memory: hosts by name, connections between their ports.
///
/// 1. A write of n bytes travels as segments, each with a latency of its own, and arrives in order.
///    A finish is a segment behind them, and so is an abort behind those that have left.
/// 2. A connect takes a round trip. It is refused where nobody listens, unreachable where the host
///    is not known; where the backlog is full it asks again for two minutes and then fails with
///    `timed_out`.
/// 3. A host that is cut sends and receives nothing and nobody is told: segments and connects wait,
///    as TCP's retransmissions would, and go on when it is healed.
/// 4. Draws come from streams named by the connection (client host, its k-th connect), so one
///    connection more elsewhere shifts none.
class Network {
 public:
  Network(Runtime& runtime, NetworkOptions options);
  /// Ends what is under way. Every stream and listener is gone already (asserted).
  ~Network();
  Network(const Network&) = delete;
  Network& operator=(const Network&) = delete;

  /// The host of that name, made when it is first named. The reference lives as long as the
  /// network.
  Host& host(std::string_view name);

  void cut(std::string_view host_name);
  void heal(std::string_view host_name);

  [[nodiscard]] const NetworkOptions& options() const noexcept { return options_; }
  [[nodiscard]] Runtime& runtime() const noexcept { return runtime_; }

 private:
  friend class Connect;
  friend class Connection;
  friend class Host;

  [[nodiscard]] Host* find(std::string_view name);

  Runtime& runtime_;
  NetworkOptions options_;
  std::map<std::string, std::unique_ptr<Host>, std::less<>> hosts_;
  Connection* connections_ = nullptr;  // a list, youngest first
  Connect* connects_ = nullptr;        // a list, youngest first
};

/// A simulated machine: the network as its programs see it. Its addresses are `name:port`.
class Host final : public io::Network {
 public:
  Host(sim::Network& network, std::string name);
  /// Its listeners are gone (asserted).
  ~Host() override;

  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  /// Whether it is cut off.
  [[nodiscard]] bool cut() const noexcept { return cut_; }

  /// `local.host` is empty or this host's name. Port 0 chooses ascending from 49152, so that a port
  /// that was given up is not soon somebody else's.
  [[nodiscard]] Result<std::unique_ptr<io::Listener>> listen(io::Address local) override;

 private:
  friend class sim::Network;
  friend class Connect;
  friend class Listener;

  io::Start begin_connect(io::ConnectOperation& operation) override;
  [[nodiscard]] Listener* listener_at(std::uint16_t port) const noexcept;
  /// 0 if none is left.
  std::uint16_t choose_listen_port() noexcept;
  /// After the last one begins again with the first: nothing here tells connections apart by it.
  std::uint16_t choose_client_port() noexcept;

  sim::Network& network_;
  std::string name_;
  std::map<std::uint16_t, Listener*> listeners_;
  std::uint16_t next_listen_port_;
  std::uint16_t next_client_port_;
  std::uint64_t connects_ = 0;
  bool cut_ = false;
};

}  // namespace ripcord::sim
