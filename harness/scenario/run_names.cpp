#include "harness/scenario/run_names.hpp"

#include <algorithm>
#include <array>

namespace ripcord::scenario {
namespace {

constexpr std::array<RunName, 7> names{
    {{"RIPCORD_HOST", "the address at which a client finds its service, or a server listens"},
     {"RIPCORD_PORT", "the port there"},
     {"RIPCORD_ENDPOINT", "both, as `address:port`"},
     {"RIPCORD_MAPPER_HOST", "the address at which a client finds the endpoint mapper"},
     {"RIPCORD_MAPPER_PORT", "the port there"},
     {"RIPCORD_FOLDER", "the folder of the scenario file"},
     {"RIPCORD_SEED", "the run's seed"}}};

}  // namespace

std::span<const RunName> run_names() { return names; }

bool is_run_name(std::string_view name) {
  return std::ranges::find(names, name, &RunName::name) != names.end();
}

}  // namespace ripcord::scenario
