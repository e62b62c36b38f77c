#pragma once

#include "transports/protocol/unit_info.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace ripcord::world {

/// What a peer can say has happened. The names are the words of a scenario's `event:`.
enum class Event : std::uint8_t {
  // Said by a server.
  /// A server began to listen on `port`, or has ceased to.
  server_started,
  server_stopped,
  /// A connection was accepted, or has ended on the server's side.
  connection_accepted,
  connection_ended,
  /// An interface's own code was entered for this call. What the at-most-once oracle counts.
  call_executed,
  /// A context handle came to life, was given up by a call, or died with its association group.
  handle_created,
  handle_destroyed,
  handle_run_down,
  /// The backup service's own story; `subject` is the file, `digest` that of its whole content.
  backup_prepared,
  file_opened,
  file_closed,
  backup_ended,
  // Said by an endpoint mapper.
  /// An entry for `interface` at `port` was added or removed.
  registered,
  unregistered,

  // Said by a client.
  /// A connection to `port` was made, or could not be (`status` is the Win32 error).
  connected,
  connect_failed,
  /// The connection that was made replaces one that had broken; `connected` came before.
  reconnected,
  /// An interface was bound on a connection, or the server refused it.
  bound,
  bind_refused,
  /// A connection was given up or lost.
  disconnected,
  /// The mapper was asked; an endpoint (`port`) was taken from its answer.
  mapper_queried,
  endpoint_resolved,
  /// A call that somebody asked of this client began; it was sent once more; it came to an end
  /// (`status` 0: success). `intent` is the same in all three and in the server's `call_executed`.
  call_started,
  call_retried,
  call_finished,
  /// A file was received whole as far as the client can tell; `size` and `digest` of what it got.
  file_received,
  /// The peer would have overrun a buffer of its own and is to be taken for dead.
  peer_crashed,
};
inline constexpr std::size_t event_count = static_cast<std::size_t>(Event::peer_crashed) + 1;

/// The event's name in scenarios and traces, as the enumerator is spelt.
std::string_view event_name(Event event);
std::optional<Event> parse_event(std::string_view name);

/// One thing that happened at a peer. Cheap to make: no field owns memory, and the views are valid
/// during `publish` only. A field that an event has no use for keeps its default.
struct Happening {
  Event event{};
  /// The interface concerned; null where there is none.
  const protocol::InterfaceId* interface = nullptr;
  std::uint16_t operation = protocol::no_operation;
  std::uint16_t port = 0;
  /// A Win32 error on a client, a fault status on a server; 0 = success.
  std::uint32_t status = 0;
  /// The wire's name of the call.
  std::uint32_t call_id = 0;
  /// The peer's own number of the connection, from 1; 0 = none.
  std::uint64_t connection = 0;
  /// What the client's user asked for, unique in a run; 0 where the call's stub has no place for it
  /// (interfaces of others).
  std::uint64_t intent = 0;
  /// The context handle's number, unique in its server, from 1; 0 = none.
  std::uint64_t handle = 0;
  std::uint64_t size = 0;
  std::uint64_t digest = 0;
  /// The file, host or annotation concerned.
  std::string_view subject;
};

/// Where a peer says what happened; all that a peer knows of the world. Each peer has a publisher
/// of its own, which knows by itself who speaks.
class Publisher {
 public:
  virtual void publish(const Happening& happening) = 0;

 protected:
  ~Publisher() = default;
};

}  // namespace ripcord::world
