#pragma once

#include "transports/base/prng.hpp"
#include "transports/base/time.hpp"
#include "transports/io/memory_connection.hpp"
#include "transports/io/operation.hpp"
#include "transports/io/ring.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace ripcord::sim {

class Connection;
class Host;
class Network;
struct NetworkOptions;

/// One direction of a connection: the segments under way, in order.
class Way {
 public:
  Way(Connection& connection, io::End to, std::uint64_t connection_id);

  /// Puts a parcel on the way, cut into segments.
  void send(io::Parcel what, std::size_t bytes);
  /// Nothing arrives before `at`.
  void not_before(Time at) noexcept { last_due_ = at; }
  /// Forgets segments that have not left yet, and returns how many bytes they had.
  std::size_t discard_unsent() noexcept;
  /// Goes on after a cut.
  void resume();

 private:
  struct Segment {
    Time departs;  // when the sender has put its last byte on the line
    Time due;
    std::size_t bytes = 0;
    io::Parcel what = io::Parcel::bytes;
  };

  void send_segment(io::Parcel what, std::size_t bytes);
  void deliver();
  void arm(Time at);

  Connection& connection_;
  io::End to_;
  Prng latency_;
  Time last_due_{};
  io::Ring<Segment> segments_;
  io::Callback<&Way::deliver> arrival_{*this};
};

/// A connection between two simulated hosts. It is the network's until both its streams are gone.
class Connection final : public io::MemoryConnection {
 public:
  /// `id` is stable: which connect of which host.
  Connection(Network& network, const Host& client, const Host& server, std::uint64_t id);
  ~Connection() override;

  static void* operator new(std::size_t size) { return io::allocate_block(size); }
  static void operator delete(void* connection, std::size_t size) noexcept {
    io::free_block(connection, size);
  }

  /// Whether nothing gets through, because one of the hosts is cut off.
  [[nodiscard]] bool cut() const noexcept;
  void resume();

  [[nodiscard]] Way& way_to(io::End end) noexcept { return ways_[static_cast<std::size_t>(end)]; }

 private:
  friend class Network;
  friend class Way;

  void carry(io::End to, io::Parcel what, std::size_t count) override;
  void discard_unsent(io::End to) override;
  std::size_t read_size(io::End end, std::size_t available) override;
  void end() override { delete this; }

  Network& network_;
  const Host& client_;
  const Host& server_;
  Prng reads_;
  std::array<Way, 2> ways_;
  Connection* older_;
  Connection* younger_ = nullptr;
};

}  // namespace ripcord::sim
