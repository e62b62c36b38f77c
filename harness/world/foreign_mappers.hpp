#pragma once

#include "harness/scenario/world_spec.hpp"
#include "harness/world/abroad.hpp"
#include "harness/world/gate.hpp"
#include "transports/io/address.hpp"
#include "transports/protocol/directory.hpp"
#include "transports/protocol/interface_table.hpp"
#include "transports/shim/guest_book.hpp"
#include "transports/shim/rewriter.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace ripcord::world {

class World;

/// The endpoint mappers of one world that are somebody else's: foreign services whose interface is
/// the protocol's directory. Such a host has no mapper of ours.
///
/// What they hand out is ports of their machine. A foreign client is led there through its gate, by
/// doors that open when an answer names them and that the answer is edited to; a client of ours
/// goes through the shim wherever it dials.
class ForeignMappers {
 public:
  struct Parts {
    World& world;
    Abroad& abroad;
    const scenario::WorldSpec& spec;
    const protocol::InterfaceTable& interfaces;
    const protocol::Directory& directory;
    const shim::GuestBook& guests;
  };
  /// Endpoints that are remembered: a mapper that names more is broken, or means to be.
  static constexpr std::size_t learned_max = 4096;

  /// What the parts refer to outlives it.
  explicit ForeignMappers(const Parts& parts) : parts_(parts) {}

  [[nodiscard]] bool any() const;
  /// Whether `service` is such a mapper.
  [[nodiscard]] bool is_one(const scenario::ServiceSpec& service) const;
  /// The one of the host called `name`; null = its mapper is ours.
  [[nodiscard]] const scenario::ServiceSpec* of_host(std::string_view name) const;
  /// What was named at `address`, an address of the machine; empty = nothing.
  [[nodiscard]] std::string_view service_at(const io::Address& address) const;

  /// For a client of `gate` that asks the mapper of `host`, which it dialled at
  /// `dialled`, an address of the stage.
  [[nodiscard]] std::unique_ptr<shim::Rewriter> rewriter(Gate& gate,
                                                         std::string_view host,
                                                         const io::Address& dialled);

 private:
  class Escort;

  std::optional<std::uint16_t> lead(Gate& gate,
                                    std::string_view host,
                                    const protocol::DirectoryEntry& entry);
  /// What the machine calls the host of a mapper of others.
  [[nodiscard]] std::string machine_address(std::string_view host) const;

  Parts parts_;
  /// Names of services by where the machine has them.
  std::map<std::pair<std::string, std::uint16_t>, std::string> learned_;
};

}  // namespace ripcord::world
