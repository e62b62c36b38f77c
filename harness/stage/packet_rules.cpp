#include "harness/stage/packet_rules.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <fstream>

namespace ripcord::stage {
namespace {

/// Whether root here is not the machine's root.
bool has_users_of_its_own() {
  constexpr std::uint64_t all = 4'294'967'295;
  std::ifstream map("/proc/self/uid_map");
  std::uint64_t inside = 0;
  std::uint64_t outside = 0;
  std::uint64_t count = 0;
  map >> inside >> outside >> count;
  return map && (inside != 0 || outside != 0 || count != all);
}

/// Whether the network of this process is not the machine's. Where the machine's may not be looked
/// at, one whose users are its own is taken for it; nft finds out whether it is.
bool has_namespace_of_its_own() {
  struct stat own{};
  struct stat first{};
  if (::stat("/proc/self/ns/net", &own) != 0) return false;
  if (::stat("/proc/1/ns/net", &first) != 0) return has_users_of_its_own();
  return own.st_ino != first.st_ino || own.st_dev != first.st_dev;
}

/// A table is a text of letters, digits and underscores.
std::string table_of(const std::string& address) {
  std::string table = "ripcord_" + address;
  std::ranges::replace(table, '.', '_');
  return table;
}

/// Lets nft do what `script` says. That takes milliseconds, in which nothing else happens here:
/// what an action does is done when it returns.
bool perform(std::string script) {
  std::string program = "nft";
  char* const arguments[] = {program.data(), script.data(), nullptr};
  posix_spawn_file_actions_t files;
  ::posix_spawn_file_actions_init(&files);
  for (const int output : {STDOUT_FILENO, STDERR_FILENO})
    ::posix_spawn_file_actions_addopen(&files, output, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  const int failed = ::posix_spawnp(&child, program.c_str(), &files, nullptr, arguments, environ);
  ::posix_spawn_file_actions_destroy(&files);
  if (failed != 0) return false;
  int status = 0;
  while (::waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return false;
  }
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

PacketRules::~PacketRules() {
  while (!cut_.empty()) heal(std::string(cut_.back()));
}

bool PacketRules::cut(const std::string& address) {
  if (!has_namespace_of_its_own()) return false;
  // Dropped as it comes in: a program that sends is told nothing, as with a cable that is pulled.
  const std::string table = table_of(address);
  const bool done = perform("add table ip " + table + "; add chain ip " + table +
                            " in { type filter hook input priority -300; }; add rule ip " + table +
                            " in ip saddr " + address + " drop; add rule ip " + table +
                            " in ip daddr " + address + " drop");
  if (done) cut_.push_back(address);
  return done;
}

bool PacketRules::heal(const std::string& address) {
  if (std::erase(cut_, address) == 0) return false;
  static_cast<void>(perform("delete table ip " + table_of(address)));
  return true;
}

}  // namespace ripcord::stage
