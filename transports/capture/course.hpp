#pragma once

#include "transports/capture/dialogue.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <vector>

namespace ripcord::capture {

/// One direction of a connection: what its sender sent and its receiver has not got yet, as far as
/// it goes on unchanged.
class Underway {
 public:
  struct Piece {
    /// As far as they were kept.
    ByteView bytes;
    std::size_t missing = 0;
  };

  void sent(const Piece& piece) { pieces_.push_back(piece); }
  /// The next bytes, at most `size`, of one unit; what was never sent is missing.
  Piece next(std::size_t size);

 private:
  std::deque<Piece> pieces_;
};

/// One connection of a log on both sides of the shim.
struct Course {
  Course(const Dialogue::Ends& client_ends,
         const Dialogue::Ends& server_ends,
         std::vector<Packet>& packets)
      : client_side(client_ends, Wireside::client_side, packets),
        server_side(server_ends, Wireside::server_side, packets) {}

  Dialogue client_side;
  Dialogue server_side;
  // By direction.
  std::array<Underway, 2> underway;
  /// The packet with which the last unit (or the connect) came.
  std::array<std::size_t, 2> last_came{};
  /// What is to be said of the next packet that leaves.
  std::array<std::vector<std::string>, 2> remarks;
};

}  // namespace ripcord::capture
