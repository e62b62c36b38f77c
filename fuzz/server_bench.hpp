#pragma once

#include "harness/peers/interfaces/backup_service.hpp"
#include "harness/peers/interfaces/endpoint_mapper.hpp"
#include "harness/peers/interfaces/management.hpp"
#include "harness/peers/server/server_session.hpp"
#include "transports/sim/network.hpp"
#include "transports/sim/runtime.hpp"

#include <utility>
#include <vector>

namespace ripcord::peers {

/// A server without its sockets: everything that a session dispatches to, with fixed seeds, so that
/// the handles that it gives are the same in every run.
class ServerBench {
 public:
  ServerBench() {
    interfaces.add(management_);
    interfaces.add(mapper_);
    interfaces.add(store_);
  }

  InterfaceSet interfaces;

 private:
  struct Silence final : Publisher {
    void publish(const Happening&) override {}
  };
  static BackupServiceOptions one_file() {
    BackupServiceOptions options;
    options.files.push_back(make_file("a.edb", Bytes{1, 2, 3}));
    return options;
  }

  sim::Runtime runtime_{{}};
  sim::Network network_{runtime_, {}};
  Silence silence_;
  ServerStatistics statistics_;
  Management management_{interfaces, statistics_};
  /// The one profile that lets remote callers change the map.
  EndpointMapper mapper_{silence_, Prng(1, "mapper"), {.profile = scenario::MapperProfile::nt4}};
  BackupService store_{network_.host("server"), one_file()};

 public:
  /// Behind the interfaces, whose context handles it holds.
  AssociationGroups groups{Prng(1, "groups"), silence_};
};

}  // namespace ripcord::peers
