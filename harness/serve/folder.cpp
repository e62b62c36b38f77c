#include "harness/serve/folder.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>

namespace ripcord::serve {
namespace {

namespace fs = std::filesystem;

ErrorCode last_error() { return {errno, boost::system::system_category()}; }

/// Closes a file of the system's.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

class FileOnDisk final : public world::FileContent {
 public:
  explicit FileOnDisk(std::string path) : path_(std::move(path)) {}

  Result<void> read(std::uint64_t position, MutableByteView out) const override {
    if (out.empty()) return {};
    const Descriptor file(::open(path_.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    if (file.number() < 0) return last_error();
    while (!out.empty()) {
      const ssize_t count =
          ::pread(file.number(), out.data(), out.size(), static_cast<off_t>(position));
      if (count < 0) {
        if (errno == EINTR) continue;
        return last_error();
      }
      // The file is shorter than it was.
      if (count == 0) return ErrorCode(EIO, boost::system::system_category());
      out = out.subspan(static_cast<std::size_t>(count));
      position += static_cast<std::uint64_t>(count);
    }
    return {};
  }

 private:
  std::string path_;
};

}  // namespace

boost::system::result<std::vector<scenario::FileSpec>, FolderProblem> list_folder(
    const std::string& path) {
  std::error_code error;
  fs::directory_iterator entry(path, error);
  std::vector<scenario::FileSpec> files;
  for (const fs::directory_iterator end; !error && entry != end; entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    std::error_code gone;
    if (name.starts_with('.') || !fs::is_regular_file(entry->symlink_status(gone))) continue;
    if (name.size() > file_name_bytes_max)
      return FolderProblem(fmt::format("{}: the name of {} is too long to be served", path, name));
    if (files.size() == folder_files_max)
      return FolderProblem(fmt::format("{}: more than {} files", path, folder_files_max));
    const std::uintmax_t size = entry->file_size(gone);
    if (!gone) files.push_back({.name = name, .size = size});
  }
  if (error) return FolderProblem(fmt::format("{}: {}", path, error.message()));
  std::ranges::sort(files, {}, &scenario::FileSpec::name);
  return files;
}

void FolderShelf::add(std::string service, std::string path) {
  folders_.insert_or_assign(std::move(service), std::move(path));
}

std::unique_ptr<world::FileContent> FolderShelf::content(std::string_view service,
                                                         std::string_view file) const {
  const auto folder = folders_.find(service);
  if (folder == folders_.end()) return nullptr;
  return std::make_unique<FileOnDisk>((fs::path(folder->second) / file).string());
}

}  // namespace ripcord::serve
