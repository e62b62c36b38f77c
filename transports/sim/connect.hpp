#pragma once

#include "transports/base/prng.hpp"
#include "transports/base/time.hpp"
#include "transports/io/network.hpp"
#include "transports/io/operation.hpp"
#include "transports/io/slot.hpp"

#include <cstdint>
#include <memory>

namespace ripcord::sim {

class Host;
class Network;

/// A connect under way: a SYN to the server, and what it answers back. It belongs to the network
/// and destroys itself when it is done or when nobody waits for it any more.
class Connect {
 public:
  Connect(Network& network, Host& client, Host& server, io::ConnectOperation& operation);
  ~Connect();
  Connect(const Connect&) = delete;
  Connect& operator=(const Connect&) = delete;

  static void* operator new(std::size_t size) { return io::allocate_block(size); }
  static void operator delete(void* connect, std::size_t size) noexcept {
    io::free_block(connect, size);
  }

  /// Goes on after a cut.
  void resume();

 private:
  friend class Network;

  enum class Stage : std::uint8_t { asking, accepted, refused };

  void travel();
  void arrive();
  void ask();
  void ask_again();
  void answer();

  Network& network_;
  Host& client_;
  Host& server_;
  std::uint16_t port_;
  std::uint64_t id_;
  Prng latency_;
  Stage stage_ = Stage::asking;
  unsigned asked_again_ = 0;
  io::Slot<io::ConnectOperation> waiter_;
  std::unique_ptr<io::Stream> client_end_;
  Time arrives_{};  // when what is under way does
  io::Callback<&Connect::arrive> arrival_{*this};
  Connect* older_;
  Connect* younger_ = nullptr;
};

}  // namespace ripcord::sim
