#pragma once

#include "harness/scenario/world_spec.hpp"
#include "harness/world/cast.hpp"
#include "harness/world/gate.hpp"
#include "harness/world/outfitter.hpp"
#include "transports/io/address.hpp"
#include "transports/io/group.hpp"
#include "transports/io/task.hpp"
#include "transports/protocol/interface_table.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ripcord::world {

class ForeignServer;
class World;

/// All programs of others that take part in one world, and their ways into it.
class Abroad {
 public:
  struct Parts {
    World& world;
    stage::Stage& stage;
    stage::Outside& outside;
    /// Receives who comes through the gates of foreign clients.
    Doorkeeper& keeper;
    Surroundings surroundings;
  };
  /// What the parts refer to outlives it.
  explicit Abroad(Parts parts);
  ~Abroad();
  Abroad(const Abroad&) = delete;
  Abroad& operator=(const Abroad&) = delete;

  /// A foreign server of `interface` or client, which this outlives.
  [[nodiscard]] std::unique_ptr<Server> server(const Setting& setting,
                                               const scenario::ServiceSpec& spec,
                                               const protocol::InterfaceId& interface);
  [[nodiscard]] std::unique_ptr<Client> client(const scenario::ClientSpec& spec,
                                               const std::string& name);

  /// Starts all servers, and waits until they are ready; what is not becomes the world's failure.
  io::Task<void> start();
  /// Asks them to end, and kills those that do not.
  io::Task<void> stop();
  /// Which server ended while it was needed, and how; empty if none did.
  [[nodiscard]] const std::string& casualty() const { return casualty_; }

  /// What the programs of servers have written so far.
  [[nodiscard]] std::vector<ProgramOutput> written() const;

  /// What foreign clients take for `host` is cut off, or healed.
  void cut(std::string_view host);
  void heal(std::string_view host);
  /// The gates of foreign clients follow who listens where.
  void listener_opened(std::string_view host, std::uint16_t port, Backlog backlog);
  void listener_closed(std::string_view host, std::uint16_t port);

  /// Where the service of `spec` is if it is dialled, not started; null for all others.
  [[nodiscard]] const io::Address* elsewhere(const scenario::ServiceSpec& spec) const;
  [[nodiscard]] stage::Outside& outside() { return outfitter_.outside(); }
  /// Towards what is elsewhere.
  [[nodiscard]] io::Network& machine() { return outside().machine(); }

 private:
  /// Servers are owned by their services.
  struct Foreigner {
    const scenario::ServiceSpec* spec = nullptr;
    ForeignServer* server = nullptr;
  };

  io::Task<void> watch_over(const Foreigner& foreigner);

  Parts parts_;
  Outfitter outfitter_;
  std::vector<std::unique_ptr<Gate>> gates_;
  std::vector<Foreigner> foreigners_;
  std::string casualty_;
  io::Group watches_;
};

}  // namespace ripcord::world
