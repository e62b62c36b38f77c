#include "harness/peers/client_role.hpp"

#include "harness/peers/call_ending.hpp"
#include "harness/peers/client/backup_client.hpp"
#include "harness/peers/client/caller.hpp"
#include "harness/peers/client/echo_client.hpp"
#include "harness/peers/client/mapper_client.hpp"
#include "harness/peers/client/resolver.hpp"
#include "harness/peers/load_step.hpp"
#include "transports/base/assert.hpp"
#include "transports/dcerpc/tower.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace ripcord::peers {
namespace {

using world::Target;

world::Outcome outcome_of(Ending ending) {
  switch (ending) {
    case Ending::completed:
      return world::Outcome::completed;
    case Ending::failed:
      return world::Outcome::failed;
    case Ending::refused:
      return world::Outcome::refused;
    case Ending::crashed:
      return world::Outcome::crashed;
  }
  RIPCORD_ASSERT(false);
}

world::Ending ending_of(const BackupOutcome& outcome) {
  return {.outcome = outcome_of(outcome.ending),
          .file = outcome.file,
          .operation = outcome.operation,
          .error = outcome.error,
          .event = outcome.event,
          .message = outcome.event_text,
          .found = {}};
}

ServiceAddress address_of(const Target& target) {
  ServiceAddress address{.host = target.mapper.host, .port = std::nullopt};
  if (target.service != nullptr && target.endpoint.port != 0) address.port = target.endpoint.port;
  return address;
}

/// What a client keeps for one service from step to step.
template <typename Kept>
struct PerService {
  const scenario::ServiceSpec* service = nullptr;
  protocol::InterfaceId interface;
  std::unique_ptr<Kept> kept;
};

template <typename Kept, typename Make>
Kept& kept_for(std::vector<PerService<Kept>>& all,
               const Target& target,
               const protocol::InterfaceId& interface,
               Make make) {
  for (PerService<Kept>& one : all) {
    if (one.service == target.service && one.interface == interface) return *one.kept;
  }
  return *all.emplace_back(PerService<Kept>{target.service, interface, make()}).kept;
}

class ClientRole final : public world::Client {
 public:
  ClientRole(const world::Setting& setting, const scenario::ClientSpec& spec, ClientDefects defects)
      : context_{.network = setting.network,
                 .publisher = setting.publisher,
                 .spec = spec,
                 .number = setting.number,
                 .own_host = spec.host,
                 .protocol_sequence = setting.local_host.empty()
                                          ? dcerpc::ProtocolSequence::ncacn_ip_tcp
                                          : dcerpc::ProtocolSequence::ncalrpc,
                 .defects = defects},
        seed_(setting.seed) {}

  io::Task<world::Ending> perform(const scenario::Step& step, const Target& target) override {
    context_.mapper_port = target.mapper.port;
    if (const auto* backup = std::get_if<scenario::BackupStep>(&step.action))
      return run_backup(*backup, target);
    if (const auto* echo = std::get_if<scenario::EchoStep>(&step.action))
      return run_echo(*echo, target);
    if (const auto* call = std::get_if<scenario::CallStep>(&step.action))
      return run_call(*call, target);
    if (const auto* map = std::get_if<scenario::MapStep>(&step.action))
      return run_map(*map, target);
    if (const auto* load = std::get_if<scenario::LoadStep>(&step.action))
      return perform_load(*load,
                          {.context = context_, .service = address_of(target), .seed = seed_});
    if (const auto* lookup = std::get_if<scenario::LookupStep>(&step.action))
      return run_lookup(*lookup, target);
    RIPCORD_ASSERT(false);
  }

  io::Task<world::Ending> probe(const scenario::Step& step, const Target& target) override {
    context_.mapper_port = target.mapper.port;
    if (std::holds_alternative<scenario::BackupStep>(step.action)) return probe_backup(target);
    if (std::holds_alternative<scenario::EchoStep>(step.action)) return probe_echo(target);
    if (std::holds_alternative<scenario::LoadStep>(step.action)) return probe_echo(target);
    if (const auto* call = std::get_if<scenario::CallStep>(&step.action))
      return probe_call(*call, target);
    return perform(step, target);
  }

  io::Task<void> close() override {
    for (PerService<BackupClient>& one : backups_) one.kept->close();
    for (PerService<EchoClient>& one : echoes_) one.kept->close();
    for (PerService<Caller>& one : callers_) one.kept->close();
    co_return;
  }

 private:
  // --- backup
  // --------------------------------------------------------------------------------------

  BackupClient& backup_for(const Target& target) {
    return kept_for(backups_, target, {}, [&] {
      return std::make_unique<BackupClient>(context_, address_of(target));
    });
  }

  io::Task<world::Ending> run_backup(const scenario::BackupStep& step, const Target& target) {
    BackupClient& client = backup_for(target);
    const BackupOutcome outcome = co_await client.run(step.files);
    co_return ending_of(outcome);
  }

  io::Task<world::Ending> probe_backup(const Target& target) {
    BackupClient& client = backup_for(target);
    const BackupOutcome outcome = co_await client.probe();
    co_return ending_of(outcome);
  }

  // --- echo
  // ----------------------------------------------------------------------------------------

  EchoClient& echo_for(const Target& target) {
    return kept_for(echoes_, target, {}, [&] {
      return std::make_unique<EchoClient>(
          context_, address_of(target), Prng(seed_, "echo", context_.number));
    });
  }

  io::Task<world::Ending> run_echo(const scenario::EchoStep& step, const Target& target) {
    const echo::Opnum opnum = echo::operation_named(step.operation);
    EchoClient& client = echo_for(target);
    for (std::uint32_t i = 0; i < step.times; ++i) {
      const Called<void> called =
          co_await client.call(opnum, static_cast<std::uint32_t>(step.size));
      if (!called) co_return ending_of(called.error(), step.operation);
    }
    co_return world::Ending{};
  }

  io::Task<world::Ending> probe_echo(const Target& target) {
    EchoClient& client = echo_for(target);
    const Called<void> called = co_await client.probe();
    if (!called) co_return ending_of(called.error(), "probe");
    co_return world::Ending{};
  }

  // --- call
  // ----------------------------------------------------------------------------------------

  Caller& caller_for(const Target& target) {
    return kept_for(callers_, target, target.interface, [&] {
      return std::make_unique<Caller>(context_, target.interface, address_of(target));
    });
  }

  io::Task<world::Ending> run_call(const scenario::CallStep& step, const Target& target) {
    Caller& caller = caller_for(target);
    Bytes answer;
    for (std::uint32_t i = 0; i < step.times; ++i) {
      const Called<void> called =
          co_await caller.call({.opnum = target.operation, .stub = step.stub}, answer);
      if (!called) co_return ending_of(called.error(), step.operation);
    }
    co_return world::Ending{};
  }

  io::Task<world::Ending> probe_call(const scenario::CallStep& step, const Target& target) {
    Caller& caller = caller_for(target);
    const Called<void> called = co_await caller.probe();
    if (!called) co_return ending_of(called.error(), step.operation);
    co_return world::Ending{};
  }

  // --- the mapper
  // ----------------------------------------------------------------------------------

  io::Task<world::Ending> run_map(const scenario::MapStep& step, const Target& target) {
    world::Ending ending;
    for (std::uint32_t i = 0; i < step.times; ++i) {
      auto resolved = co_await resolve(context_, target.interface, target.mapper.host);
      if (!resolved) co_return ending_of(resolved.error(), "ept_map");
      ending.found.clear();
      for (const dcerpc::TowerBinding& tower : *resolved)
        ending.found.push_back(fmt::format("port {}", tower.port));
    }
    co_return ending;
  }

  io::Task<world::Ending> run_lookup(const scenario::LookupStep& step, const Target& target) {
    LookupQuestion question{
        .interface = std::nullopt, .max_entries = step.max_entries, .stop_after = step.stop_after};
    if (!step.interface.empty()) question.interface = target.interface;
    auto listed = co_await look_up(context_, question, target.mapper.host);
    if (!listed) co_return ending_of(listed.error(), "ept_lookup");
    world::Ending ending;
    for (const dcerpc::ept::Entry& entry : *listed) ending.found.push_back(entry.annotation);
    co_return ending;
  }

  ClientContext context_;
  std::uint64_t seed_;
  std::vector<PerService<BackupClient>> backups_;
  std::vector<PerService<EchoClient>> echoes_;
  std::vector<PerService<Caller>> callers_;
};

}  // namespace

std::unique_ptr<world::Client> make_client(const world::Setting& setting,
                                           const scenario::ClientSpec& spec,
                                           ClientDefects defects) {
  return std::make_unique<ClientRole>(setting, spec, defects);
}

}  // namespace ripcord::peers
