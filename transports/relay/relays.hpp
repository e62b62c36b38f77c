#pragma once

#include "transports/io/network.hpp"
#include "transports/io/operation.hpp"
#include "transports/io/runtime.hpp"
#include "transports/relay/command_sink.hpp"
#include "transports/relay/relay.hpp"
#include "transports/shim/rules.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

namespace ripcord::relay {

/// Owns the relays of a world, so that bytes which a wire holds still go out after their client has
/// closed and gone. Destroying it destroys them wherever they are; the wires' networks, the rules
/// and the runtime die later.
class Relays {
 public:
  /// All must outlive the relays.
  Relays(io::Runtime& runtime, shim::Rules& rules, CommandSink& sink);
  ~Relays();
  Relays(const Relays&) = delete;
  Relays& operator=(const Relays&) = delete;

  /// Relays a connection for a client in this process, whose `operation` gets the client's stream.
  void connect(Relay::Route route, io::ConnectOperation& operation);
  /// Relays a connection that a client has already made (a proxy's).
  void accept(Relay::Route route, std::unique_ptr<io::Stream> client);

  /// Bytes that were handed to their receivers in `direction`, by all relays so far.
  [[nodiscard]] std::uint64_t delivered(shim::Direction direction) const;
  /// When the first of the bytes and ends that wires hold goes on; `never` if none has a time later
  /// than now.
  [[nodiscard]] Time held_until() const;
  /// Connections that have not ended.
  [[nodiscard]] std::size_t size() const { return relays_.size(); }
  [[nodiscard]] io::Runtime& runtime() { return runtime_; }
  [[nodiscard]] shim::Rules& rules() { return rules_; }
  [[nodiscard]] CommandSink& sink() { return sink_; }

 private:
  friend class Relay;

  /// A relay has finished: it is destroyed in a coming step, since its last coroutine still runs.
  void retire();
  void reap();

  io::Runtime& runtime_;
  shim::Rules& rules_;
  CommandSink& sink_;
  std::vector<std::unique_ptr<Relay>> relays_;
  /// By direction: of relays that have ended.
  std::array<std::uint64_t, 2> delivered_{};
  io::Callback<&Relays::reap> reaper_{*this};
};

}  // namespace ripcord::relay
