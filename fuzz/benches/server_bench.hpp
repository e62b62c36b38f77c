#pragma once

#include "harness/peers/interfaces/backup_service.hpp"
#include "harness/peers/interfaces/endpoint_mapper.hpp"
#include "harness/peers/interfaces/management.hpp"
#include "harness/peers/server/server_session.hpp"
#include "transports/base/bytes.hpp"
#include "transports/sim/network.hpp"
#include "transports/sim/runtime.hpp"

namespace ripcord::fuzz {

/// A server without its sockets: everything that a session dispatches to, with fixed seeds, so that
/// the handles that it gives are the same in every run.
class ServerBench {
 public:
  ServerBench();

  /// A client connects, says `words` and goes away. Checks everything that the server says to that:
  /// whole, legal PDUs, no longer than a fragment may be, and fewer than there were calls.
  void hear(scenario::ServerProfile profile, ByteView words);

  /// What is kept for clients. Behind the interfaces, whose context handles it holds.
  [[nodiscard]] const peers::AssociationGroups& groups() const { return groups_; }

 private:
  struct Silence final : peers::Publisher {
    void publish(const peers::Happening& /*happening*/) override {}
  };

  sim::Runtime runtime_{{}};
  sim::Network network_{runtime_, {}};
  Silence silence_;
  peers::InterfaceSet interfaces_;
  peers::ServerStatistics statistics_;
  peers::Management management_{interfaces_, statistics_};
  /// The one profile that lets remote callers change the map.
  peers::EndpointMapper mapper_{
      silence_, Prng(1, "mapper"), {.profile = scenario::MapperProfile::nt4}};
  peers::BackupService store_;
  peers::AssociationGroups groups_{Prng(1, "groups"), silence_};
};

}  // namespace ripcord::fuzz
