#include "harness/stage/socket_folder.hpp"

#include "transports/io/errors.hpp"

#include <stdlib.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <system_error>

namespace ripcord::stage {
namespace {

/// A socket's path has room for 107 characters, which a long TMPDIR leaves to nobody.
std::string parent() {
  constexpr std::size_t characters_max = 40;
  const char* const wanted = std::getenv("TMPDIR");
  const std::string_view folder = wanted == nullptr ? "" : wanted;
  return folder.empty() || folder.size() > characters_max ? "/tmp" : std::string(folder);
}

}  // namespace

SocketFolder::SocketFolder() {
  std::string pattern = parent() + "/ripcord-XXXXXX";
  if (::mkdtemp(pattern.data()) == nullptr) {
    error_.assign(errno, boost::system::system_category());
  } else {
    path_ = std::move(pattern);
  }
}

SocketFolder::~SocketFolder() {
  // What cannot be removed now is the system's to remove: it is in its folder for such things.
  std::error_code ignored;
  if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
}

Result<io::Address> SocketFolder::real(const io::Address& named) const {
  if (error_) return error_;
  if (!hosts_.contains(named.host)) return ErrorCode(io::errc::host_unreachable);
  return io::Address(path_ + '/' + named.host, named.port);
}

io::Address SocketFolder::named(const io::Address& real) const {
  // A connection comes from a name without a file, which begins with `@`.
  const std::size_t name = real.host.rfind('/');
  const bool is_ours = name != std::string::npos && real.host.find(path_) != std::string::npos;
  return is_ours ? io::Address(real.host.substr(name + 1), real.port) : real;
}

}  // namespace ripcord::stage
