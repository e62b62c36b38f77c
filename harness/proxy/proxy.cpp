#include "harness/proxy/proxy.hpp"

#include "harness/scenario/known_names.hpp"
#include "transports/base/assert.hpp"
#include "transports/shim/endpoint_rewriter.hpp"

#include <fmt/format.h>

#include <utility>

namespace ripcord::proxy {

using shim::EndpointRewriter;

/// Leads the client of one connection to the proxy's doors, and stands for it at its own.
class Proxy::Escort final : public shim::Guide {
 public:
  Escort(Proxy& proxy, Door& door) : proxy_(proxy), visit_(door) {}

  std::optional<std::uint16_t> lead(const protocol::DirectoryEntry& entry) override {
    const std::string service = proxy_.regimes_.back()->guests().service_name(entry.interface);
    const Door* const door = proxy_.doors_->learn(visit_.door(), entry, service);
    if (door == nullptr) return std::nullopt;
    return door->address().port;
  }
  void met_protected(protocol::Protection protection) override {
    proxy_.met_protected(visit_.door(), protection);
  }

 private:
  Proxy& proxy_;
  Door::Visit visit_;
};

Proxy::Proxy(const Networks& networks, Doors::Options options, Announcer& announcer)
    : networks_(networks),
      announcer_(announcer),
      doors_(std::make_unique<Doors>(
          networks.near, std::move(options), static_cast<Porter&>(*this))) {}

Proxy::~Proxy() = default;

Regime& Proxy::adopt(std::unique_ptr<run::Production> production,
                     std::uint64_t seed,
                     const Regime::Memory& memory) {
  return *regimes_.emplace_back(std::make_unique<Regime>(
      std::move(production),
      Regime::Setting{reachability_, networks_.far.runtime(), networks_.far, seed, memory}));
}

Result<void> Proxy::open() {
  RIPCORD_ASSERT(!regimes_.empty());
  return doors_->open(std::string(scenario::mapper_name));
}

void Proxy::close() {
  for (const std::unique_ptr<Regime>& regime : regimes_) regime->close();
  doors_.reset();
}

std::size_t Proxy::connections() const {
  std::size_t count = 0;
  for (const std::unique_ptr<Regime>& regime : regimes_) count += regime->connections();
  return count;
}

void Proxy::admit(Door& door, std::unique_ptr<io::Stream> client) {
  Regime& regime = *regimes_.back();
  const bool rewrites = doors_->options().ports == Ports::rewritten;
  auto rewriter = std::make_unique<EndpointRewriter>(EndpointRewriter::Parts{
      .directory = regime.production().rules().protocol().directory(),
      .guide = std::make_unique<Escort>(*this, door),
      .edits = rewrites ? EndpointRewriter::Edits::ports_and_hosts : EndpointRewriter::Edits::none,
      .upstream = door.plan().upstream.host,
      .dialled = client->local_address().host});
  regime.admit(door, std::move(client), client_name(door), std::move(rewriter));
}

void Proxy::met_protected(const Door& mapper, protocol::Protection protection) {
  const bool sealed = protection == protocol::Protection::sealed;
  const bool can_learn = !sealed && doors_->options().ports == Ports::same;
  if (can_learn) return;
  announcer_.announce(fmt::format(
      "the mapper at {} answers {}: its answers go on as they are, and clients may go past the "
      "proxy{}",
      mapper.plan().upstream.text(),
      sealed ? "sealed, which cannot be read" : "signed, which must not be edited",
      sealed ? "" : "; --same-ports needs no editing"));
}

/// `client`, or the k-th of several routes' `client.k`: routes lead to different servers.
std::string Proxy::client_name(const Door& door) const {
  if (doors_->options().routes.size() == 1) return "client";
  return fmt::format("client.{}", door.plan().route + 1);
}

std::vector<scenario::Diagnostic> unplayable(const run::Production& production) {
  std::vector<scenario::Diagnostic> wrong;
  for (const shim::CompiledRule& rule : production.rules().rules()) {
    if (rule.fault != nullptr) continue;
    scenario::Diagnostic diagnostic;
    diagnostic.file = production.scenario().file;
    diagnostic.line = rule.spec.line;
    diagnostic.column = 1;
    diagnostic.message = fmt::format(
        "rule {}: `{}` changes a world of our own; a proxy has none", rule.spec.id, rule.spec.kind);
    diagnostic.hint = "of `ripcord faults`, the faults work through a proxy, the actions do not";
    wrong.push_back(std::move(diagnostic));
  }
  return wrong;
}

}  // namespace ripcord::proxy
