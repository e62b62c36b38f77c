#pragma once

#include "transports/base/bytes.hpp"
#include "transports/capture/dialogue.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

namespace ripcord::fuzz {

/// PDUs as a file in the pcapng format, one packet each.
class WireFile {
 public:
  /// Begins another connection, to the endpoint mapper's port. Those that follow are on it.
  void connect();
  /// `from` sends `unit`. Returns the number of its frame, as tshark counts: from 1.
  std::size_t send(capture::End from, Bytes unit);

  [[nodiscard]] Bytes pcapng() const;

 private:
  /// What packets point into.
  std::deque<Bytes> units_;
  std::vector<capture::Packet> packets_;
  std::uint32_t connections_ = 0;
  /// Of the next octet of this connection, by who sends it.
  std::uint32_t sequences_[2] = {};
};

}  // namespace ripcord::fuzz
