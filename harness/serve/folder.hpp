#pragma once

#include "harness/scenario/world_spec.hpp"
#include "harness/world/file_content.hpp"

#include <boost/system/result.hpp>

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ripcord::serve {

/// Why a folder cannot be served, as the end of a sentence.
struct FolderProblem {
  FolderProblem() = default;
  explicit FolderProblem(std::string what) : text(std::move(what)) {}

  std::string text;
};

/// More files than a backup service can name in one answer.
inline constexpr std::size_t folder_files_max = 4096;
/// A longer name does not fit into the backup interface's messages.
inline constexpr std::size_t file_name_bytes_max = 255;

/// The regular files of the folder `path` itself, by name, as a backup service offers them. What
/// begins with a dot, links and folders below are left out.
[[nodiscard]] boost::system::result<std::vector<scenario::FileSpec>, FolderProblem> list_folder(
    const std::string& path);

/// Files of folders, for the services that offer them. A file is opened for each block that is
/// read, so it may be replaced meanwhile; it must not become shorter.
class FolderShelf final : public world::FileShelf {
 public:
  /// The files of `service` are those of the folder `path`.
  void add(std::string service, std::string path);

  [[nodiscard]] std::unique_ptr<world::FileContent> content(std::string_view service,
                                                            std::string_view file) const override;

 private:
  std::map<std::string, std::string, std::less<>> folders_;
};

}  // namespace ripcord::serve
