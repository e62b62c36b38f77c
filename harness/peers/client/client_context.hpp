#pragma once

#include "harness/peers/client/client_defects.hpp"
#include "harness/peers/client/file_sink.hpp"
#include "harness/peers/publisher.hpp"
#include "harness/scenario/client_spec.hpp"
#include "transports/base/time.hpp"
#include "transports/dcerpc/tower_binding.hpp"
#include "transports/io/network.hpp"
#include "transports/io/runtime.hpp"

#include <cstdint>
#include <string>

namespace ripcord::peers {

/// What every part of one client shares: its network, its voice, its knobs. Lives as long as the
/// client, in one place; all it refers to outlives it.
struct ClientContext {
  io::Network& network;
  Publisher& publisher;
  const scenario::ClientSpec& spec;
  /// The client's number among those of the run, from 1: the high half of its intents.
  std::uint32_t number = 1;
  /// Where endpoint mappers listen.
  std::uint16_t mapper_port = 135;
  /// What others dial to reach this client; the default of `spec.callback_host`.
  std::string own_host = "client";
  /// What it asks mappers for, and dials.
  dcerpc::ProtocolSequence protocol_sequence = dcerpc::ProtocolSequence::ncacn_ip_tcp;
  /// Where received files go beside their digests; null = nowhere.
  FileSink* sink = nullptr;
  /// A planted bug; honoured only where RIPCORD_MUTANTS is defined.
  ClientDefects defects{};
  /// Count the client's intents and connections.
  std::uint32_t last_intent = 0;
  std::uint64_t last_connection = 0;

  [[nodiscard]] std::uint64_t new_intent() { return std::uint64_t{number} << 32U | ++last_intent; }

  [[nodiscard]] io::Runtime& runtime() const { return network.runtime(); }

  /// How this client writes integers, in headers and stubs alike.
  [[nodiscard]] ByteOrder byte_order() const {
    return spec.byte_order == scenario::ByteOrderWord::little ? ByteOrder::little_endian
                                                              : ByteOrder::big_endian;
  }

  /// When a time limit that begins now runs out.
  [[nodiscard]] Time deadline(const scenario::TimeLimit& limit) const;
};

}  // namespace ripcord::peers
