#pragma once

#include <boost/system/result.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace ripcord::report {

/// Why a file or folder could not be written: a sentence with its path and the system's reason.
struct WriteError {
  WriteError() = default;
  explicit WriteError(std::string reason) : text(std::move(reason)) {}

  std::string text;
};

/// A folder of artefacts. A file in it is whole or not there: each is written under a temporary
/// name and renamed.
class RunFolder {
 public:
  /// `path` as a run folder: made if it is new, taken if it is empty, emptied if it is an older run
  /// folder (its result.json begins as ours do). Anything else is refused, for it holds what
  /// somebody else made.
  static boost::system::result<RunFolder, WriteError> open(const std::string& path);

  /// The run folder at `path`, with all that is in it.
  static boost::system::result<RunFolder, WriteError> existing(const std::string& path);

  /// A new folder `<parent>/<time>-<name>`, and `<parent>/latest` pointing to it. If it exists, a
  /// number is added.
  static boost::system::result<RunFolder, WriteError> create_in(const std::string& parent,
                                                                const std::string& label);

  [[nodiscard]] const std::string& path() const { return path_; }

  /// Writes `contents` to `name`, a relative path below the folder; folders on its way are made.
  boost::system::result<void, WriteError> write(const std::string& name,
                                                std::string_view contents) const;

  /// Removes `name`, if it is there, and the folders on its way that are empty then.
  void remove(const std::string& name) const;

 private:
  explicit RunFolder(std::string path) : path_(std::move(path)) {}

  std::string path_;
};

/// What every result.json begins with, by which an older run folder is known.
inline constexpr std::string_view result_marker = "{\"format\":1,\"verdict\":\"";

}  // namespace ripcord::report
