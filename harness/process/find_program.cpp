#include "harness/process/find_program.hpp"

#include "harness/process/errc.hpp"
#include "transports/base/assert.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

namespace ripcord::process {
namespace {

/// What execvp takes where there is no PATH.
constexpr std::string_view default_path = "/bin:/usr/bin";

bool is_there(const std::string& file) { return ::access(file.c_str(), F_OK) == 0; }

bool is_program(const std::string& file) {
  struct stat status{};
  const bool is_file = ::stat(file.c_str(), &status) == 0 && S_ISREG(status.st_mode);
  return is_file && ::access(file.c_str(), X_OK) == 0;
}

}  // namespace

Result<std::string> find_program(const std::string& name, std::string_view path) {
  if (name.find('/') != std::string::npos) {
    if (is_program(name)) return name;
    return is_there(name) ? errc::not_executable : errc::command_not_found;
  }
  errc reason = errc::command_not_found;
  for (std::size_t begin = 0; begin <= path.size() && !name.empty();) {
    const std::size_t end = std::min(path.find(':', begin), path.size());
    const std::string folder(path.substr(begin, end - begin));
    const std::string file = (folder.empty() ? "." : folder) + "/" + name;
    if (is_program(file)) return file;
    if (is_there(file)) reason = errc::not_executable;
    begin = end + 1;
  }
  return reason;
}

Result<std::string> find_program(const Command& command) {
  RIPCORD_ASSERT(!command.argv.empty());
  const char* const ours = std::getenv("PATH");
  std::string_view path = ours == nullptr ? default_path : std::string_view(ours);
  for (const Variable& variable : command.environment) {
    if (variable.name == "PATH") path = variable.value;
  }
  return find_program(command.argv.front(), path);
}

}  // namespace ripcord::process
