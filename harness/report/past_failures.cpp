#include "harness/report/past_failures.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <fstream>

namespace ripcord::report {
namespace {

/// Throws what the library throws where `document` is not shaped as ours are.
std::set<std::string> failed_keys(const nlohmann::json& document) {
  std::set<std::string> keys;
  for (const nlohmann::json& run : document.at("runs")) {
    if (run.at("verdict") == "passed") continue;
    keys.insert(fmt::format("{}/{}/{}",
                            run.at("scenario").get<std::string>(),
                            run.at("variant").get<std::string>(),
                            run.at("transport").get<std::string>()));
  }
  return keys;
}

}  // namespace

boost::system::result<std::set<std::string>, WriteError> past_failures(const std::string& folder) {
  const std::string path = folder + "/result.json";
  std::ifstream file(path, std::ios::binary);
  if (!file) return WriteError(fmt::format("cannot read {}: there is no earlier run", path));
  try {
    return failed_keys(nlohmann::json::parse(file));
  } catch (const nlohmann::json::exception&) {
    return WriteError(fmt::format("cannot read {}: it is not a result.json of ripcord", path));
  }
}

}  // namespace ripcord::report
