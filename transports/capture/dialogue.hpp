#pragma once

#include "transports/capture/segment.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace ripcord::capture {

/// Which side of the shim a packet was on.
enum class Wireside : std::uint8_t { client_side, server_side };

/// A packet of a capture.
struct Packet {
  Wireside side = Wireside::client_side;
  /// Nanoseconds since the run began.
  std::int64_t time = 0;
  Segment segment;
  std::vector<std::string> comments;
};

/// One end of a TCP connection.
enum class End : std::uint8_t { client, server };

/// One TCP connection as somebody on its wire would have seen it. Sequence numbers run, everything
/// is acknowledged, and no segment is sent twice: whatever a rule breaks is broken above TCP.
class Dialogue {
 public:
  struct Ends {
    Endpoint client;
    Endpoint server;
  };

  /// Appends to `packets`, which must outlive the dialogue.
  Dialogue(const Ends& ends, Wireside side, std::vector<Packet>& packets);

  /// The client asks for a connection.
  void ask(std::int64_t time);
  /// The server says no.
  void refuse(std::int64_t time);
  /// The server says yes, and the client that it has heard.
  void accept(std::int64_t time);
  /// `from` sends `bytes`, and `missing` more that nobody kept. What comes before `accept` makes
  /// one.
  void send(End from, std::int64_t time, ByteView bytes, std::size_t missing = 0);
  /// `from` sends no more; the other end acknowledges that.
  void finish(End from, std::int64_t time);
  /// `from` ends the connection at once.
  void reset(End from, std::int64_t time);

 private:
  enum class State : std::uint8_t { silent, asked, open, over };

  struct Sender {
    Endpoint address;
    /// Of the next byte.
    std::uint32_t sequence = 0;
    bool finished = false;
  };

  void add(End from, std::int64_t time, std::uint8_t flags);
  void add_data(End from, std::int64_t time, ByteView bytes, std::size_t missing);
  Sender& sender(End end) { return senders_[static_cast<std::size_t>(end)]; }

  std::array<Sender, 2> senders_;
  Wireside side_;
  State state_ = State::silent;
  std::vector<Packet>& packets_;
};

}  // namespace ripcord::capture
