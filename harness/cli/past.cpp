#include "harness/cli/past.hpp"

#include <filesystem>

namespace ripcord::cli {

boost::system::result<std::set<std::string>, report::WriteError> failed_before(
    Scope scope, const std::string& out) {
  if (scope == Scope::everything) return std::set<std::string>{};
  std::error_code ignored;
  if (!out.empty() && std::filesystem::exists(out + "/result.json", ignored))
    return report::past_failures(out);
  return report::past_failures(std::string(runs_folder) + "/latest");
}

}  // namespace ripcord::cli
