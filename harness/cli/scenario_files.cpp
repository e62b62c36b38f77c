#include "harness/cli/scenario_files.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <system_error>

namespace ripcord::cli {
namespace {

namespace fs = std::filesystem;

// The reader of scenarios refuses more than 1 MiB; a little more is read so that it can say so.
constexpr std::size_t file_bytes_max = (std::size_t{1} << 20U) + 1;
constexpr const char* pack_name = "pack.yaml";

/// What paths name, by path. `fs::path` compares part by part, so a folder's files stay together.
using Names = std::map<fs::path, Named>;

std::string reason() { return std::error_code(errno, std::generic_category()).message(); }

class Finder {
 public:
  void add(const std::string& path) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (!fs::exists(status)) {
      errors_.push_back(fmt::format(
          "cannot read {}: {}", path, error ? error.message() : "no such file or folder"));
    } else if (fs::is_directory(status)) {
      add_folder(path);
    } else {
      names_.insert_or_assign(fs::path(path).lexically_normal(), Named::itself);
    }
  }

  FoundFiles read() {
    FoundFiles found;
    for (const auto& [path, named] : names_) {
      std::optional<ReadFile> file = read_file(path);
      std::optional<ReadFile> pack = pack_of(path);
      if (file && pack)
        found.files.push_back({.file = *std::move(file), .pack = *std::move(pack), .named = named});
    }
    found.errors = std::move(errors_);
    return found;
  }

 private:
  void add_folder(const fs::path& folder) {
    std::error_code error;
    fs::recursive_directory_iterator entry(folder, error);
    for (const fs::recursive_directory_iterator end; !error && entry != end;
         entry.increment(error)) {
      const fs::path& path = entry->path();
      const bool hidden = path.filename().string().starts_with('.');
      if (entry->is_directory(error)) {
        if (hidden) entry.disable_recursion_pending();
        continue;
      }
      if (hidden || path.extension() != ".yaml" || path.filename() == pack_name) continue;
      names_.emplace(path.lexically_normal(), Named::in_a_folder);
    }
    if (error)
      errors_.push_back(fmt::format("cannot read {}: {}", folder.string(), error.message()));
  }

  /// None, with an error noted, if it cannot be read.
  std::optional<ReadFile> read_file(const fs::path& path) {
    errno = 0;
    std::ifstream stream(path, std::ios::binary);
    std::string text(file_bytes_max, '\0');
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (!stream.eof() && stream.fail()) {
      errors_.push_back(fmt::format("cannot read {}: {}", path.string(), reason()));
      return std::nullopt;
    }
    text.resize(static_cast<std::size_t>(stream.gcount()));
    return ReadFile{.path = path.string(), .text = std::move(text)};
  }

  /// The defaults beside the scenario at `path`; nothing if there are none.
  std::optional<ReadFile> pack_of(const fs::path& path) {
    const fs::path pack = path.parent_path() / pack_name;
    std::error_code error;
    if (!fs::exists(pack, error)) return ReadFile{};
    return read_file(pack);
  }

  Names names_;
  std::vector<std::string> errors_;
};

}  // namespace

FoundFiles find_scenario_files(std::span<const std::string> paths) {
  Finder finder;
  for (const std::string& path : paths) finder.add(path);
  return finder.read();
}

}  // namespace ripcord::cli
