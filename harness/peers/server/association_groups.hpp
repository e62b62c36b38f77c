#pragma once

#include "harness/peers/interface_description.hpp"
#include "harness/peers/publisher.hpp"
#include "transports/base/prng.hpp"
#include "transports/dcerpc/context_handle.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ripcord::peers {

class AssociationGroups;

/// The server's side of a context handle: what an interface keeps between a client's calls.
class ContextObject {
 public:
  virtual ~ContextObject() = default;
};

/// The connections of one client to one server that share context handles (MS-RPCE §3.3.1.5.7).
///
/// 1. Its id is never 0. 2. It lives exactly as long as it has connections. 3. A handle is found
/// only by the interface that made it.
class AssociationGroup {
 public:
  AssociationGroup(AssociationGroups& owner, std::uint32_t id, std::string_view client_host);
  AssociationGroup(const AssociationGroup&) = delete;
  AssociationGroup& operator=(const AssociationGroup&) = delete;

  [[nodiscard]] std::uint32_t id() const { return id_; }

  /// Makes a handle of `interface` for `object`; the null handle if there are `handles_max`.
  dcerpc::ContextHandle create_handle(const InterfaceDescription& interface,
                                      std::unique_ptr<ContextObject> object);
  /// The object of `handle`, or null if this group and interface do not know it. Valid until the
  /// handle is destroyed or run down.
  [[nodiscard]] ContextObject* find_handle(const InterfaceDescription& interface,
                                           const dcerpc::ContextHandle& handle);
  /// Forgets `handle` and destroys its object. False if there is none.
  bool destroy_handle(const InterfaceDescription& interface, const dcerpc::ContextHandle& handle);
  [[nodiscard]] std::size_t handle_count() const { return handles_.size(); }

  /// So many handles may one group hold: bounded memory against a client that only opens.
  static constexpr std::size_t handles_max = 1024;

 private:
  friend class AssociationGroups;

  struct Handle {
    dcerpc::ContextHandle wire;
    std::uint64_t number = 0;
    const InterfaceDescription* interface = nullptr;
    std::unique_ptr<ContextObject> object;
  };

  [[nodiscard]] std::size_t index_of(const InterfaceDescription& interface,
                                     const dcerpc::ContextHandle& handle) const;
  void run_down_handles();

  AssociationGroups& owner_;
  std::uint32_t id_;
  std::uint32_t connection_count_ = 1;
  bool forgotten_ = false;
  std::string client_host_;
  std::vector<Handle> handles_;
};

/// All association groups of one server. Its only effects are on what it publishes.
class AssociationGroups {
 public:
  /// Draws ids and handles' UUIDs from `random`; tells `publisher`, which outlives it, what becomes
  /// of handles.
  AssociationGroups(Prng random, Publisher& publisher) : random_(random), publisher_(publisher) {}
  /// No group is left (asserted): sessions leave theirs before.
  ~AssociationGroups();
  AssociationGroups(const AssociationGroups&) = delete;
  AssociationGroups& operator=(const AssociationGroups&) = delete;

  /// A new group with one connection, of `client_host`; null when there are `groups_max`.
  AssociationGroup* create(std::string_view client_host);
  /// One more connection joins the group `id`; null if there is none, or if it belongs to another
  /// host (MS-RPCE §3.3.1.5.7).
  AssociationGroup* join(std::uint32_t id, std::string_view client_host);
  /// A connection of the group ended. With the last one the group dies, and its handles with it.
  void leave(AssociationGroup& group);
  void run_down_handles();
  /// Runs all handles down. The groups that there are can no longer be joined; they die with their
  /// connections.
  void forget();

  /// Groups that have connections, and handles that are alive.
  [[nodiscard]] std::size_t size() const { return groups_.size(); }
  [[nodiscard]] std::size_t handle_count() const;

  /// Bounded memory; above `Server::connections_max`, so that connections are what runs out.
  static constexpr std::size_t groups_max = 8192;

 private:
  friend class AssociationGroup;

  [[nodiscard]] AssociationGroup* find(std::uint32_t id);
  void publish(Event event, const AssociationGroup::Handle& handle);

  Prng random_;
  Publisher& publisher_;
  std::vector<std::unique_ptr<AssociationGroup>> groups_;
  std::uint64_t last_handle_ = 0;
};

}  // namespace ripcord::peers
