#pragma once

#include "harness/scenario/command_spec.hpp"
#include "transports/base/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ripcord::scenario {

enum class ClientKind : std::uint8_t {
  backup,   // reads the files of a backup service
  echo,     // calls the ten operations of the echo interface
  caller,   // calls any operation of any interface with stubs that the workload gives
  foreign,  // somebody else's program, started by `client: { command: [...] }`
};

/// Where a backup's file data travels.
enum class DataPath : std::uint8_t {
  in_band,   // in the answers to BackupRead
  callback,  // over a connection that the server dials back to an address that the client gave
};

enum class ByteOrderWord : std::uint8_t { little, big };

// The mechanisms by which clients of this kind fail in the wild. For each the first word is the
// unpatched behaviour and the second, the default, the patched one.

/// M1: the endpoint found for the first file is used for ever, or resolved again when the peer
/// refuses before a request was sent.
enum class EndpointPolicy : std::uint8_t { cached, validated };
/// M2: a copy of the fully bound handle that a reset never reaches, or the partially bound handle
/// itself.
enum class BindingCopy : std::uint8_t { full_copy, partial };
/// M3: towers[0] used whatever status and num_towers say, or both checked first.
enum class MapStatus : std::uint8_t { ignored, checked };
/// M4: what a failed question to the mapper leads to.
enum class MapperFailure : std::uint8_t { previous_endpoint, error };
/// M5: whether floors 1 to 3 of the answered tower are compared with the question.
enum class TowerCheck : std::uint8_t { none, floors };
/// M6: abstract_syntax_not_supported and nca_s_unk_if are final, or the sign of a stale mapping.
enum class UnknownInterface : std::uint8_t { final, stale };
/// M7: the assoc_group_id of a re-bind after the last connection ended.
enum class AssocGroup : std::uint8_t { kept, fresh };
/// M8: an idle connection is written to blindly, or looked at first and replaced if it ended.
enum class IdleConnection : std::uint8_t { blind, checked };
/// M9: context handles of a lost association are sent again, or reopened at their position.
enum class ContextHandles : std::uint8_t { kept, reopened };
/// M10: whether a mapping is probed (is_server_listening) before it is used.
enum class Registration : std::uint8_t { believed, probed };
/// M11: how many of the answered towers are tried.
enum class Towers : std::uint8_t { first, all };
/// M12: any version accepted, or major equal and minor at least as high.
enum class VersionRule : std::uint8_t { loose, strict };
/// M13: a read whose answer broke off is sent again, or the file reopened at its position.
enum class PartialRead : std::uint8_t { retried, resumed };
/// M14: whether the call-back address is known to be reachable before the first read waits for it;
/// if not, data goes in band.
enum class CallbackAddress : std::uint8_t { believed, checked };
/// M15: `none` switches every time limit of the client off; `read_wait` stays.
enum class Deadlines : std::uint8_t { none, bounded };
/// M16: any response or fault taken as the answer, or only one of that call_id, context and type.
enum class ResponseMatch : std::uint8_t { loose, strict };
/// M17: a mapper that refuses means a dead host, or one that starts late.
enum class MapperUnreachable : std::uint8_t { host_down, retried };
/// M18: whether lookup handles are freed when a lookup ends early.
enum class LookupHandles : std::uint8_t { leaked, freed };
/// M19: host names and annotations go into fixed buffers of 16 and 64 bytes unchecked (the client
/// crashes), or are bounded.
enum class NameBuffer : std::uint8_t { fixed, bounded };

/// What one read brought taken for one PDU, more or less; or PDUs cut out of the stream by their
/// length.
enum class PduFraming : std::uint8_t { one_read, by_length };

/// A time limit; none = it waits for ever.
using TimeLimit = std::optional<Duration>;

/// One client of the world. Its defaults are those of the field table: the patched client.
struct ClientSpec {
  std::string name;
  /// Line in the scenario file, from 1; 0 = not from a file.
  std::uint32_t line = 0;
  ClientKind kind = ClientKind::caller;
  /// How many alike; client k of several is called `name.k`, k from 1.
  std::uint32_t count = 1;
  /// The simulated host it runs on.
  std::string host = "client";

  EndpointPolicy endpoint_policy = EndpointPolicy::validated;
  BindingCopy binding = BindingCopy::partial;
  MapStatus map_status = MapStatus::checked;
  MapperFailure mapper_failure = MapperFailure::error;
  TowerCheck tower_check = TowerCheck::floors;
  UnknownInterface unknown_interface = UnknownInterface::stale;
  AssocGroup assoc_group = AssocGroup::fresh;
  IdleConnection idle_connection = IdleConnection::checked;
  ContextHandles context_handles = ContextHandles::reopened;
  Registration registration = Registration::probed;
  Towers towers = Towers::all;
  VersionRule version_rule = VersionRule::strict;
  PartialRead partial_read = PartialRead::resumed;
  CallbackAddress callback_address = CallbackAddress::checked;
  Deadlines deadlines = Deadlines::bounded;
  ResponseMatch response_match = ResponseMatch::strict;
  MapperUnreachable mapper_unreachable = MapperUnreachable::retried;
  LookupHandles lookup_handles = LookupHandles::freed;
  NameBuffer name_buffer = NameBuffer::bounded;
  PduFraming pdu_framing = PduFraming::by_length;

  /// How long BackupRead waits on its local completion event; running out returns 0x102.
  TimeLimit read_wait = std::chrono::seconds(30);
  /// From the last fragment of a request sent to the last of its answer received.
  TimeLimit call_timeout = std::chrono::seconds(10);
  TimeLimit connect_timeout = std::chrono::seconds(5);
  /// From bind sent to bind_ack received; alter_context alike.
  TimeLimit bind_timeout = std::chrono::seconds(5);
  /// For a whole question to the mapper: connect, bind, call.
  TimeLimit mapper_timeout = std::chrono::seconds(5);
  /// How often one step is tried again where that is safe; 0 = never.
  std::uint32_t retries = 3;
  /// The pause before the first retry; each further one doubles it.
  Duration retry_pause = std::chrono::milliseconds(100);

  DataPath data = DataPath::in_band;
  /// What a callback client gives the server to dial; empty = its own host.
  std::string callback_host;
  /// Bytes asked for by one BackupRead.
  std::uint64_t read_size = std::uint64_t{64} << 10U;
  /// max_xmit_frag and max_recv_frag of its binds, in bytes.
  std::uint32_t fragment_size = 5840;
  ByteOrderWord byte_order = ByteOrderWord::little;
  /// max_towers of its ept_map, and max_ents of its ept_lookup.
  std::uint32_t max_towers = 4;

  /// The program of a foreign client.
  std::optional<CommandSpec> client;

  friend bool operator==(const ClientSpec&, const ClientSpec&) = default;
};

}  // namespace ripcord::scenario
