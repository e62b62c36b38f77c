#include "harness/peers/server/association_groups.hpp"

#include "harness/peers/server/random_uuid.hpp"
#include "transports/base/assert.hpp"

#include <algorithm>
#include <utility>

namespace ripcord::peers {

AssociationGroups::~AssociationGroups() { RIPCORD_ASSERT(groups_.empty()); }

AssociationGroup* AssociationGroups::create(std::string_view client_host) {
  if (groups_.size() == groups_max) return nullptr;
  std::uint32_t id = 0;
  while (id == 0 || find(id) != nullptr) id = static_cast<std::uint32_t>(random_.next());
  groups_.push_back(std::make_unique<AssociationGroup>(*this, id, client_host));
  return groups_.back().get();
}

AssociationGroup* AssociationGroups::join(std::uint32_t id, std::string_view client_host) {
  AssociationGroup* group = find(id);
  if (group == nullptr || group->forgotten_) return nullptr;
  if (group->client_host_ != client_host) return nullptr;
  ++group->connection_count_;
  return group;
}

void AssociationGroups::leave(AssociationGroup& group) {
  RIPCORD_ASSERT(group.connection_count_ > 0);
  if (--group.connection_count_ > 0) return;
  const auto at = std::find_if(groups_.begin(), groups_.end(), [&group](const auto& candidate) {
    return candidate.get() == &group;
  });
  RIPCORD_ASSERT(at != groups_.end());
  // Off the list before its handles go: what they publish may look at the list.
  const std::unique_ptr<AssociationGroup> dead = std::move(*at);
  groups_.erase(at);
  dead->run_down_handles();
}

void AssociationGroups::forget() {
  // By index: what is published may add groups, which are then forgotten as well.
  // NOLINTNEXTLINE(modernize-loop-convert): for that reason.
  for (std::size_t i = 0; i < groups_.size(); ++i) {
    groups_[i]->forgotten_ = true;
    groups_[i]->run_down_handles();
  }
}

void AssociationGroups::run_down_handles() {
  // By index: what is published may add groups.
  // NOLINTNEXTLINE(modernize-loop-convert): for that reason.
  for (std::size_t i = 0; i < groups_.size(); ++i) groups_[i]->run_down_handles();
}

std::size_t AssociationGroups::handle_count() const {
  std::size_t count = 0;
  for (const auto& group : groups_) count += group->handle_count();
  return count;
}

AssociationGroup* AssociationGroups::find(std::uint32_t id) {
  for (const auto& group : groups_) {
    if (group->id_ == id) return group.get();
  }
  return nullptr;
}

void AssociationGroups::publish(Event event, const AssociationGroup::Handle& handle) {
  publisher_.publish({.event = event, .interface = &handle.interface->id, .handle = handle.number});
}

AssociationGroup::AssociationGroup(AssociationGroups& owner,
                                   std::uint32_t id,
                                   std::string_view client_host)
    : owner_(owner), id_(id), client_host_(client_host) {}

dcerpc::ContextHandle AssociationGroup::create_handle(const InterfaceDescription& interface,
                                                      std::unique_ptr<ContextObject> object) {
  if (handles_.size() == handles_max) return {};
  const dcerpc::ContextHandle wire{.uuid = random_uuid(owner_.random_)};
  handles_.push_back({.wire = wire,
                      .number = ++owner_.last_handle_,
                      .interface = &interface,
                      .object = std::move(object)});
  owner_.publish(Event::handle_created, Handle{wire, owner_.last_handle_, &interface, nullptr});
  return wire;
}

ContextObject* AssociationGroup::find_handle(const InterfaceDescription& interface,
                                             const dcerpc::ContextHandle& handle) {
  const std::size_t index = index_of(interface, handle);
  return index < handles_.size() ? handles_[index].object.get() : nullptr;
}

bool AssociationGroup::destroy_handle(const InterfaceDescription& interface,
                                      const dcerpc::ContextHandle& handle) {
  const std::size_t index = index_of(interface, handle);
  if (index == handles_.size()) return false;
  const Handle dead = std::move(handles_[index]);
  handles_.erase(handles_.begin() + static_cast<std::ptrdiff_t>(index));
  owner_.publish(Event::handle_destroyed, dead);
  return true;
}

std::size_t AssociationGroup::index_of(const InterfaceDescription& interface,
                                       const dcerpc::ContextHandle& handle) const {
  const auto at = std::find_if(handles_.begin(), handles_.end(), [&](const Handle& candidate) {
    return candidate.wire == handle && candidate.interface == &interface;
  });
  return static_cast<std::size_t>(at - handles_.begin());
}

void AssociationGroup::run_down_handles() {
  const std::vector<Handle> dead = std::exchange(handles_, {});
  for (const Handle& handle : dead) owner_.publish(Event::handle_run_down, handle);
}

}  // namespace ripcord::peers
