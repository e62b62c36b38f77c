#include "harness/world/foreign_mappers.hpp"

#include "harness/world/world.hpp"
#include "transports/base/assert.hpp"
#include "transports/shim/endpoint_rewriter.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ripcord::world {

using shim::EndpointRewriter;

/// Leads the client of one connection to a mapper.
class ForeignMappers::Escort final : public shim::Guide {
 public:
  Escort(ForeignMappers& mappers, Gate& gate, std::string_view host)
      : mappers_(mappers), gate_(gate), host_(host) {}

  std::optional<std::uint16_t> lead(const protocol::DirectoryEntry& entry) override {
    return mappers_.lead(gate_, host_, entry);
  }
  void met_protected(protocol::Protection protection) override {
    const bool sealed = protection == protocol::Protection::sealed;
    mappers_.parts_.world.fail(
        fmt::format("the mapper of {} answers {} {}: clients would go past the shim",
                    host_,
                    gate_.client(),
                    sealed ? "sealed, which cannot be read" : "signed, which must not be edited"));
  }

 private:
  ForeignMappers& mappers_;
  Gate& gate_;
  std::string host_;
};

bool ForeignMappers::any() const {
  return std::ranges::any_of(parts_.spec.services,
                             [this](const auto& service) { return is_one(service); });
}

bool ForeignMappers::is_one(const scenario::ServiceSpec& service) const {
  if (service.kind != scenario::ServiceKind::foreign) return false;
  const protocol::InterfaceIndex index = parts_.interfaces.find(service.interface);
  return index != protocol::unknown_interface &&
         parts_.interfaces[index].id == parts_.directory.interface();
}

const scenario::ServiceSpec* ForeignMappers::of_host(std::string_view name) const {
  const auto found = std::ranges::find_if(parts_.spec.services, [&](const auto& service) {
    return service.host == name && is_one(service);
  });
  return found == parts_.spec.services.end() ? nullptr : &*found;
}

std::string_view ForeignMappers::service_at(const io::Address& address) const {
  const auto found = learned_.find({address.host, address.port});
  return found == learned_.end() ? std::string_view{} : found->second;
}

std::unique_ptr<shim::Rewriter> ForeignMappers::rewriter(Gate& gate,
                                                         std::string_view host,
                                                         const io::Address& dialled) {
  const Result<io::Address> real = parts_.abroad.outside().real(dialled);
  return std::make_unique<EndpointRewriter>(
      EndpointRewriter::Parts{.directory = parts_.directory,
                              .guide = std::make_unique<Escort>(*this, gate, host),
                              .upstream = machine_address(host),
                              .dialled = real ? real->host : std::string()});
}

std::optional<std::uint16_t> ForeignMappers::lead(Gate& gate,
                                                  std::string_view host,
                                                  const protocol::DirectoryEntry& entry) {
  const io::Address meant(machine_address(host), entry.port);
  if (learned_.size() >= learned_max && service_at(meant).empty()) return std::nullopt;
  learned_.try_emplace({meant.host, meant.port}, parts_.guests.service_name(entry.interface));
  const Result<io::Address> door = gate.lead_to(host, meant);
  const Result<io::Address> real =
      door ? parts_.abroad.outside().real(*door) : Result<io::Address>(door.error());
  if (real) return real->port;
  parts_.world.fail(fmt::format(
      "no way for client {} to {}: {}", gate.client(), meant.text(), real.error().message()));
  return std::nullopt;
}

std::string ForeignMappers::machine_address(std::string_view host) const {
  const scenario::ServiceSpec* const service = of_host(host);
  RIPCORD_ASSERT(service != nullptr);
  if (const io::Address* const elsewhere = parts_.abroad.elsewhere(*service))
    return elsewhere->host;
  // Which port is all the same.
  const Result<io::Address> real =
      parts_.abroad.outside().real(io::Address(std::string(host), service->port.value_or(1024)));
  return real ? real->host : std::string();
}

}  // namespace ripcord::world
