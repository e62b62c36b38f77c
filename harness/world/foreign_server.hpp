#pragma once

#include "harness/scenario/world_spec.hpp"
#include "harness/world/cast.hpp"
#include "harness/world/ending.hpp"
#include "harness/world/outfitter.hpp"
#include "transports/io/network.hpp"
#include "transports/io/runtime.hpp"
#include "transports/io/task.hpp"

#include <memory>
#include <optional>
#include <string>

namespace ripcord::world {

class World;

/// Somebody else's server: a program that is started with the world, or one that runs already. What
/// it does inside cannot be seen, and none of the verbs by which actions move our own servers
/// reaches it.
class ForeignServer final : public Server {
 public:
  struct Parts {
    World& world;
    const scenario::ServiceSpec& spec;
    protocol::InterfaceId interface;
    Outfitter& outfitter;
    /// Its host's.
    io::Network& network;
    io::Runtime& runtime;
  };
  /// All outlive the server.
  explicit ForeignServer(const Parts& parts) : parts_(parts) {}

  /// Where it is, or is to listen; nothing is started yet. Once.
  Result<std::uint16_t> listen(std::uint16_t port) override;
  void stop_listening() override { refuse("stopped"); }
  void drop_connections(Departure) override {}
  void forget(Memory) override { refuse("made to forget"); }
  void withdraw_interface() override { refuse("told to withdraw an interface"); }
  void block_callbacks() override { refuse("kept from dialling"); }
  [[nodiscard]] Registration registration() const override;
  [[nodiscard]] std::size_t open_handles() const override { return 0; }
  [[nodiscard]] std::size_t open_connections() const override { return 0; }

  /// Starts its program and waits until that is ready. If it is not, the world fails.
  io::Task<void> rise();
  /// Waits until its program ends by itself, and says how it did; for ever where there is none.
  io::Task<std::string> end();
  /// Asks its program to end, and kills it if that does not help.
  io::Task<void> fall();

  /// What its program has written so far; none if it has no program.
  [[nodiscard]] std::optional<ProgramOutput> written() const;

  /// Where a server that runs already is, a numeric address; none for one that is started.
  [[nodiscard]] const std::optional<io::Address>& elsewhere() const { return elsewhere_; }

 private:
  void refuse(std::string_view what);
  Result<std::uint16_t> find_elsewhere();
  Result<std::uint16_t> choose_port(std::uint16_t port);
  [[nodiscard]] io::Task<bool> is_ready(io::Address real, Time deadline);
  [[nodiscard]] bool has_said_ready() const;

  Parts parts_;
  std::optional<io::Address> elsewhere_;
  std::uint16_t port_ = 0;
  std::unique_ptr<process::Program> program_;
};

}  // namespace ripcord::world
