#pragma once

#include "tests/harness/peers/pdus.hpp"
#include "transports/io/group.hpp"
#include "transports/io/network.hpp"
#include "transports/io/stream.hpp"

#include <cstddef>
#include <memory>
#include <optional>

namespace ripcord::peers {

/// How a conversation's bytes reach the server, and how far it gets.
struct Manner {
  /// Bytes of one write; 0 = each unit whole.
  std::size_t piece = 0;
  /// Reset the connection behind so many bytes; none = say all.
  std::optional<std::size_t> cut_after;
};

/// A client that says what it is told and keeps what it hears: a conversation written once, played
/// whole, in pieces, or cut anywhere.
class RawClient {
 public:
  RawClient(io::Network& network, io::Address server, Bytes words, Manner manner);

  /// All that the server said, once it or we have ended.
  Bytes heard;
  /// How the server ended: eof, connection_reset, ...; none while it has not.
  std::optional<ErrorCode> ending;

 private:
  io::Task<void> converse(io::Address server);
  io::Task<void> speak();

  io::Network& network_;
  Bytes words_;
  Manner manner_;
  std::unique_ptr<io::Stream> stream_;
  io::Group coroutines_;
};

}  // namespace ripcord::peers
