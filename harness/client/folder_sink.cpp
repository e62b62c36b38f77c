#include "harness/client/folder_sink.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace ripcord::client {
namespace {

/// Whether `name` is that of a file in a folder, and of nothing elsewhere.
bool is_plain(std::string_view name) {
  return !name.empty() && name != "." && name != ".." &&
         name.find_first_of(std::string_view("/\0", 2)) == std::string_view::npos;
}

}  // namespace

FolderSink::~FolderSink() { discard(); }

void FolderSink::discard() {
  if (file_ < 0) return;
  ::close(std::exchange(file_, -1));
  ::unlink(temporary_.c_str());
}

ErrorCode FolderSink::fail(const std::string& name, int number) {
  const ErrorCode error(number, boost::system::system_category());
  problem_ = fmt::format("cannot write {}: {}", name, error.message());
  return error;
}

Result<void> FolderSink::begin(std::string_view name) {
  discard();
  name_ = name;
  if (!is_plain(name)) return fail("`" + name_ + "`, which is no name of a file", EINVAL);
  temporary_ = path("." + name_ + ".part");
  file_ = ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644);
  if (file_ < 0) return fail(temporary_, errno);
  return {};
}

Result<void> FolderSink::write(ByteView bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(file_, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return fail(temporary_, errno);
    bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
  return {};
}

Result<void> FolderSink::end() {
  if (::close(std::exchange(file_, -1)) != 0) return fail(temporary_, errno);
  if (::rename(temporary_.c_str(), path(name_).c_str()) != 0) return fail(path(name_), errno);
  return {};
}

}  // namespace ripcord::client
