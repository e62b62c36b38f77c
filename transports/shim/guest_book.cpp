#include "transports/shim/guest_book.hpp"

#include "transports/base/assert.hpp"

#include <algorithm>
#include <utility>

namespace ripcord::shim {

GuestBook::GuestBook(trace::Log& log, const protocol::InterfaceTable& interfaces, Names names)
    : log_(log), interfaces_(interfaces), names_(std::move(names)) {}

std::string GuestBook::service_name(const protocol::InterfaceId& interface) const {
  for (const auto& [id, name] : names_.services) {
    if (id.uuid == interface.uuid && id.major_version == interface.major_version) return name;
  }
  const protocol::InterfaceIndex index = interfaces_.find(interface);
  if (index != protocol::unknown_interface) return interfaces_[index].name;
  return interface.uuid.text();
}

void GuestBook::arrived(const Scope& scope) {
  ++left_.arrived;
  present_.emplace(scope.id, Guest{.scope = scope});
}

Scope GuestBook::introduced(const Scope& scope,
                            const std::optional<protocol::Introduction>& introduction) {
  Guest& guest = present_.at(scope.id);
  RIPCORD_ASSERT(!guest.introduced);
  guest.introduced = true;
  if (introduction) {
    guest.introduction = introduction->digest;
    guest.scope.service = log_.intern(
        introduction->directory ? names_.directory : service_name(introduction->interface));
  }
  join(guest);
  log_.rename_connection(scope.id, guest.scope.service, guest.scope.number);
  return guest.scope;
}

void GuestBook::join(Guest& guest) {
  Crowd& crowd = this->crowd(guest);
  guest.scope.number = ++crowd.count;
  guest.ambiguous = !crowd.present.empty();
  // Of several that are there, each has met another already.
  if (crowd.present.size() == 1) present_.at(crowd.present.front()).ambiguous = true;
  crowd.present.push_back(guest.scope.id);
}

GuestBook::Crowd& GuestBook::crowd(const Guest& guest) {
  const CrowdKey key{guest.scope.client, guest.scope.service, guest.introduction};
  const auto known = crowds_.find(key);
  if (known != crowds_.end()) return known->second;
  if (crowds_.size() >= crowds_max) return crowds_[{}];
  return crowds_[key];
}

void GuestBook::struck(const Scope& scope, RuleIndex rule) {
  std::vector<Struck>& struck = present_.at(scope.id).struck;
  const auto known = std::ranges::find(struck, rule, &Struck::rule);
  if (known != struck.end()) {
    ++known->times;
  } else {
    struck.push_back({.rule = rule, .times = 1});
  }
}

void GuestBook::left(const Scope& scope, const Ledger& to_server, const Ledger& to_client) {
  const auto at = present_.find(scope.id);
  RIPCORD_ASSERT(at != present_.end());
  Guest guest = std::move(at->second);
  present_.erase(at);
  if (guest.introduced) std::erase(crowd(guest).present, scope.id);
  add(left_, guest);
  left_.bytes_from_clients += to_server.offered;
  left_.bytes_to_clients += to_client.delivered;
  if (!guest.struck.empty() && struck_.size() < struck_max) struck_.push_back(std::move(guest));
}

void GuestBook::add(Totals& totals, const Guest& guest) {
  if (!guest.struck.empty()) ++totals.struck;
  if (!guest.ambiguous) return;
  ++totals.ambiguous;
  for (const Struck& one : guest.struck) totals.ambiguous_strikes += one.times;
}

GuestBook::Totals GuestBook::totals() const {
  Totals totals = left_;
  for (const auto& [id, guest] : present_) add(totals, guest);
  return totals;
}

std::vector<Guest> GuestBook::struck_guests() const {
  std::vector<Guest> guests = struck_;
  for (const auto& [id, guest] : present_) {
    if (!guest.struck.empty()) guests.push_back(guest);
  }
  std::ranges::sort(guests, {}, [](const Guest& guest) { return guest.scope.id; });
  if (guests.size() > struck_max) guests.resize(struck_max);
  return guests;
}

}  // namespace ripcord::shim
