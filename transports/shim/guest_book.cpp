#include "transports/shim/guest_book.hpp"

#include "transports/base/assert.hpp"

#include <algorithm>
#include <utility>

namespace ripcord::shim {

namespace {

/// Stands for the introduction of those that have not spoken yet.
constexpr std::uint64_t no_introduction = ~std::uint64_t{0};

}  // namespace

GuestBook::GuestBook(trace::Log& log, const protocol::InterfaceTable& interfaces, Names names)
    : log_(log),
      interfaces_(interfaces),
      names_(std::move(names)),
      unknown_(log.intern(names_.unknown)) {}

std::string GuestBook::service_name(const protocol::InterfaceId& interface) const {
  for (const auto& [id, name] : names_.services) {
    if (id.uuid == interface.uuid && id.major_version == interface.major_version) return name;
  }
  const protocol::InterfaceIndex index = interfaces_.find(interface);
  if (index != protocol::unknown_interface) return interfaces_[index].name;
  return interface.uuid.text();
}

Scope GuestBook::arrived(trace::NameId client, trace::NameId service) {
  ++left_.arrived;
  Scope scope{.client = client, .service = service};
  scope.number = ++crowd(scope, no_introduction).count;
  scope.id = log_.add_connection({.client = client, .service = service, .number = scope.number});
  present_.emplace(scope.id, Guest{.scope = scope});
  return scope;
}

Scope GuestBook::introduced(const Scope& scope,
                            const std::optional<protocol::Introduction>& introduction) {
  Guest& guest = present_.at(scope.id);
  RIPCORD_ASSERT(!guest.introduced);
  guest.introduced = true;
  if (introduction) {
    guest.introduction = introduction->digest;
    if (is_renamed(guest.scope)) guest.scope.service = log_.intern(name_of(*introduction));
  }
  join(guest);
  log_.rename_connection(scope.id, guest.scope.service, guest.scope.number);
  return guest.scope;
}

bool GuestBook::is_renamed(const Scope& scope) const {
  return unknown_ == trace::no_name || scope.service == unknown_;
}

std::string GuestBook::name_of(const protocol::Introduction& introduction) const {
  if (introduction.directory) return names_.directory;
  // Whoever asks for ever new interfaces must not fill the log with their names.
  if (crowds_.size() >= crowds_max) return std::string(others);
  return service_name(introduction.interface);
}

void GuestBook::join(Guest& guest) {
  Crowd& crowd = this->crowd(guest.scope, guest.introduction);
  guest.scope.number = ++crowd.count;
  guest.ambiguous = !crowd.present.empty();
  // Of several that are there, each has met another already.
  if (crowd.present.size() == 1) present_.at(crowd.present.front()).ambiguous = true;
  crowd.present.push_back(guest.scope.id);
}

GuestBook::Crowd& GuestBook::crowd(const Scope& scope, std::uint64_t introduction) {
  const CrowdKey key{scope.client, scope.service, introduction};
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
  if (guest.introduced) std::erase(crowd(guest.scope, guest.introduction).present, scope.id);
  add(left_, guest);
  left_.bytes_from_clients += to_server.offered;
  left_.bytes_to_clients += to_client.delivered;
  log_.end_connection(scope.id);
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
