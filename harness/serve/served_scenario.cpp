#include "harness/serve/served_scenario.hpp"

#include "transports/base/nearest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace ripcord::serve {
namespace {

/// All of a served world is this machine, which has one endpoint mapper.
constexpr std::string_view host = "server";

void imitate(scenario::WorldSpec& world, Make make) {
  const bool samba = make == Make::samba;
  world.mapper.profile = samba ? scenario::MapperProfile::samba : scenario::MapperProfile::windows;
  for (scenario::ServiceSpec& service : world.services) {
    service.profile = samba ? scenario::ServerProfile::samba : scenario::ServerProfile::windows;
  }
}

std::string unknown_service(const ServedFolder& folder, const scenario::WorldSpec& world) {
  std::vector<std::string_view> names;
  for (const scenario::ServiceSpec& service : world.services) names.push_back(service.name);
  const std::string near = nearest(folder.service, names);
  return fmt::format("--files {}={}: there is no such service{}",
                     folder.service,
                     folder.path,
                     near.empty() ? "" : fmt::format("; did you mean `{}`?", near));
}

void give_files(scenario::WorldSpec& world,
                const ServedFolder& folder,
                std::vector<std::string>& problems) {
  const auto service =
      std::ranges::find(world.services, folder.service, &scenario::ServiceSpec::name);
  if (service == world.services.end()) {
    problems.push_back(unknown_service(folder, world));
  } else if (service->kind != scenario::ServiceKind::backup) {
    problems.push_back(fmt::format("--files {}={}: only services of `interface: backup` have files",
                                   folder.service,
                                   folder.path));
  } else {
    service->files = folder.files;
  }
}

}  // namespace

std::vector<std::string> make_servable(scenario::ResolvedScenario& scenario, const Orders& orders) {
  std::vector<std::string> problems;
  scenario::WorldSpec& world = scenario.world;
  world.clients.clear();
  scenario.workload.clear();
  scenario.expectation = {};
  if (orders.rules == Rules::ignored) scenario.rules.clear();
  world.mapper.port = orders.mapper_port;
  for (scenario::ServiceSpec& service : world.services) {
    service.host = host;
    if (service.kind != scenario::ServiceKind::foreign) continue;
    problems.push_back(
        fmt::format("service {} (line {}) is a foreign program, which is not ours to serve",
                    service.name,
                    service.line));
  }
  if (orders.make) imitate(world, *orders.make);
  for (const ServedFolder& folder : orders.folders) give_files(world, folder, problems);
  return problems;
}

}  // namespace ripcord::serve
