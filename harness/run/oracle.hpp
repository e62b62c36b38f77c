#pragma once

#include "harness/run/ledger.hpp"
#include "harness/run/result.hpp"
#include "harness/run/strikes.hpp"
#include "harness/scenario/client_spec.hpp"
#include "harness/world/cast.hpp"
#include "harness/world/ending.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ripcord::run {

/// How one client fared.
struct ClientEnd {
  std::string name;
  std::uint32_t speaker = 0;
  /// Of its steps, the first that did not do what it was asked for; none = one never ended.
  std::optional<world::Ending> ending;
  /// During the workload.
  std::uint64_t reconnects = 0;
};

/// What the same play with the same seed comes to where nothing disturbs it: no rule strikes, and
/// the network is quick and whole.
struct Twin {
  std::optional<world::Ending> ending;
  std::vector<ClientEnd> clients;
  /// The errors that its calls ended with.
  std::vector<std::uint32_t> errors;
};

/// What is known of a run when it is judged, beside its books.
struct Facts {
  const Ledger& ledger;
  /// The names of what the books speak of.
  const protocol::InterfaceTable& interfaces;
  /// How the workload ended; none = it never did.
  std::optional<world::Ending> ending;
  /// Why it never did: which calls or steps were still open, and what stopped the run.
  std::string hang;
  /// How a fresh request through the same client ended once everything was mended; none = not
  /// asked.
  std::optional<world::Ending> probe;
  /// Why no probe was made, where none was.
  std::string no_probe;
  /// A step that says it is complete although a file of it never arrived; empty = none.
  std::string unfounded;
  /// Whether any rule fired.
  bool faults_fired = false;
  /// A rule that silenced a connection for good, so that a server could not see its client go;
  /// empty = none.
  std::string silenced;
  /// Context handles open on any server once clients were done with their workload.
  std::size_t open_handles = 0;
  /// Connections that servers still had after all clients had closed theirs.
  std::size_t open_connections = 0;
  /// A client, a service of the world that is somebody else's program; empty = none is.
  std::string foreign_client;
  std::string foreign_service;
  /// Interfaces that services of ours offer, and no foreign one does: of calls to others no server
  /// can say what it executed. Where `foreign_service` is empty all calls are to ours, and these
  /// are not told.
  std::vector<protocol::InterfaceId> own_interfaces;
  /// What the peers' protocol documents.
  const world::Cast* cast = nullptr;
  /// All that passed; null where there is none.
  const trace::Log* log = nullptr;
  /// The scenario's clients, and how each of them fared, in the order in which they began.
  std::span<const scenario::ClientSpec> client_specs;
  std::span<const ClientEnd> clients;
  /// What the rules that fired did to the wire.
  Strikes strikes;
  /// How long the workload took.
  Duration elapsed{};
  /// Whether that was time on the wall: what a slow machine does to clients is nobody's fault.
  bool real_time = false;
  /// The run's twin, which is played when it is first asked for, where this run was; empty where
  /// programs of others take part, which cannot be asked to do the same again.
  std::function<const Twin&()> twin;
};

/// Whose own word an oracle rests on: where that is a program of others, the wire does not show
/// whether the promise was kept.
enum class Testimony : std::uint8_t { nobody, clients, servers, both };

/// The name of `call`'s operation, as scenarios have it.
[[nodiscard]] std::string_view operation_name(const CallEntry& call,
                                              const protocol::InterfaceTable& interfaces);

/// Whether some server of ours must have executed `call` if any did.
[[nodiscard]] bool is_ours(const CallEntry& call, const Facts& facts);

/// What an oracle found.
struct Finding {
  OracleState state = OracleState::held;
  /// Why it is violated or not judged.
  std::string reason;
};

/// A promise that every run is held against. Adding one is one file and one name in `add_oracles`.
struct Oracle {
  /// Its name in `violates:` and `oracles:`.
  std::string_view id;
  /// What it promises, as one sentence.
  std::string_view promise;
  Finding (*judge)(const Facts& facts);
  Testimony testimony = Testimony::nobody;
};

/// What `oracle` finds of `facts`: that nothing can be said where its promise seems held and rests
/// on the word of programs of others.
[[nodiscard]] Finding finding_of(const Oracle& oracle, const Facts& facts);

/// All oracles, in the order in which they are reported.
[[nodiscard]] std::span<const Oracle* const> oracles();

}  // namespace ripcord::run
