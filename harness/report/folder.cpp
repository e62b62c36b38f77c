#include "harness/report/folder.hpp"

#include "transports/base/assert.hpp"
#include "transports/base/result.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <fstream>

namespace ripcord::report {
namespace {

namespace fs = std::filesystem;

WriteError cannot(std::string_view verb, const fs::path& path, const std::string& reason) {
  return WriteError(fmt::format("cannot {} {}: {}", verb, path.string(), reason));
}

std::string last_error() { return std::error_code(errno, std::generic_category()).message(); }

/// Writes all of `contents` to `file`; what fails is in errno.
bool write_all(int file, std::string_view contents) {
  while (!contents.empty()) {
    const ssize_t count = ::write(file, contents.data(), contents.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    contents.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

bool is_older_run(const fs::path& folder) {
  std::ifstream file(folder / "result.json", std::ios::binary);
  std::array<char, result_marker.size()> head{};
  file.read(head.data(), head.size());
  return file && std::string_view(head.data(), head.size()) == result_marker;
}

/// Removes everything in `folder`, result.json last: if that is interrupted, the folder is still
/// known as ours.
std::error_code empty_older_run(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> entries;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    if (entry->path().filename() != "result.json") entries.push_back(entry->path());
  }
  entries.push_back(folder / "result.json");
  for (const fs::path& entry : entries) {
    if (error) break;
    fs::remove_all(entry, error);
  }
  return error;
}

}  // namespace

boost::system::result<RunFolder, WriteError> RunFolder::open(const std::string& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) {
    fs::create_directories(path, error);
    if (error) return cannot("make", path, error.message());
    return RunFolder(path);
  }
  if (error) return cannot("use", path, error.message());
  if (!fs::is_directory(status)) return cannot("use", path, "it is not a folder");
  const bool empty = fs::is_empty(path, error);
  if (error) return cannot("read", path, error.message());
  if (empty) return RunFolder(path);
  if (!is_older_run(path)) {
    return cannot(
        "use",
        path,
        "it holds files that are not an older run of ripcord; name a new or empty folder");
  }
  error = empty_older_run(path);
  if (error) return cannot("replace", path, error.message());
  return RunFolder(path);
}

boost::system::result<RunFolder, WriteError> RunFolder::existing(const std::string& path) {
  if (!is_older_run(path)) return cannot("use", path, "it is no run folder");
  return RunFolder(path);
}

boost::system::result<RunFolder, WriteError> RunFolder::create_in(const std::string& parent,
                                                                  const std::string& label) {
  // More runs than this begin in one second only if something is wrong.
  constexpr int tries_max = 1000;
  std::error_code error;
  fs::create_directories(parent, error);
  if (error) return cannot("make", parent, error.message());
  std::string name = label;
  for (int number = 2; !fs::create_directory(fs::path(parent) / name, error); ++number) {
    if (error || number > tries_max)
      return cannot("make", fs::path(parent) / name, error.message());
    name = fmt::format("{}-{}", label, number);
  }
  const fs::path link = fs::path(parent) / "latest";
  const fs::path fresh = fs::path(parent) / ".latest.tmp";
  fs::remove(fresh, error);
  fs::create_directory_symlink(name, fresh, error);
  if (!error) fs::rename(fresh, link, error);
  if (error) return cannot("point", link, error.message());
  return RunFolder((fs::path(parent) / name).string());
}

boost::system::result<void, WriteError> RunFolder::write(const std::string& name,
                                                         std::string_view contents) const {
  const fs::path relative(name);
  RIPCORD_ASSERT(relative.is_relative());
  const fs::path target = fs::path(path_) / relative;
  const fs::path temporary = target.parent_path() / ("." + target.filename().string() + ".tmp");
  std::error_code error;
  fs::create_directories(target.parent_path(), error);
  if (error) return cannot("make", target.parent_path(), error.message());
  const int file = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file < 0) return cannot("write", target, last_error());
  const bool written = write_all(file, contents);
  std::string reason = written ? "" : last_error();
  if (::close(file) != 0 && reason.empty()) reason = last_error();
  if (reason.empty()) {
    fs::rename(temporary, target, error);
    if (!error) return {};
    reason = error.message();
  }
  ::unlink(temporary.c_str());
  return cannot("write", target, reason);
}

void RunFolder::remove(const std::string& name) const {
  // What cannot be removed is of no harm.
  std::error_code error;
  fs::path relative(name);
  while (!relative.empty() && fs::remove(fs::path(path_) / relative, error))
    relative = relative.parent_path();
}

}  // namespace ripcord::report
