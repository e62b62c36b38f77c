#pragma once

#include "harness/proxy/door.hpp"
#include "transports/io/signal.hpp"
#include "transports/protocol/directory.hpp"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace ripcord::proxy {

/// One way through the proxy: where clients are awaited, and whose endpoints they mean.
struct Route {
  io::Address listen;
  io::Address upstream;
};

/// How the proxy stays in the path of endpoints that a mapper names.
enum class Ports : std::uint8_t {
  /// It listens on a free port for each, and writes that port into the mapper's answer.
  rewritten,
  /// It listens on the same port of its own address; answers stay as they are.
  same,
};

/// All doors of a proxy: those of the command line and those that it learned from mappers.
///
/// A learned door belongs to a port of an upstream, whatever is served there, so it stays valid
/// when the upstream restarts. It is closed when nobody has used it, and no mapper has named it,
/// for the time of expiry.
class Doors {
 public:
  struct Options {
    std::vector<Route> routes;
    Ports ports = Ports::rewritten;
    Duration expiry = std::chrono::hours(2);
  };
  /// Learned doors that may be open at once: a mapper that names more is broken, or means to be.
  static constexpr std::size_t learned_max = 4096;

  /// Listens in `network`, which outlives it, as does `porter`.
  Doors(io::Network& network, Options options, Porter& porter);
  ~Doors();
  Doors(const Doors&) = delete;
  Doors& operator=(const Doors&) = delete;

  /// The first upstream of the routes that is where one of them listens, so that the proxy would be
  /// its own server; none = all is well. Before `open`.
  [[nodiscard]] std::optional<io::Address> own_upstream();

  /// Opens the door of each route; `service` is what stands behind them. Errors as
  /// `io::Network::listen`; the routes before the one that failed stay open.
  Result<void> open(const std::string& service);

  /// The door to `entry`, an endpoint that the mapper behind `mapper` named; opened if it is new.
  /// Null where that is not possible: the user has been told why.
  Door* learn(const Door& mapper,
              const protocol::DirectoryEntry& entry,
              const std::string& service);

  [[nodiscard]] std::span<const std::unique_ptr<Door>> all() const { return doors_; }
  [[nodiscard]] const Options& options() const { return options_; }

 private:
  [[nodiscard]] bool is_met_at(const io::Address& listening, const io::Address& dialled);
  Door* find(std::size_t route, const io::Address& upstream);
  Door* open_learned(const Door& mapper, const io::Address& upstream, const std::string& service);
  io::Task<void> close_idle();
  [[nodiscard]] Time next_expiry() const;

  io::Network& network_;
  Options options_;
  Porter& porter_;
  std::vector<std::unique_ptr<Door>> doors_;
  std::size_t learned_ = 0;
  /// A door was learned, which may be the first to expire.
  io::Signal changed_;
  io::Group group_;
};

}  // namespace ripcord::proxy
