#pragma once

#include <string>
#include <string_view>

namespace ripcord::test {

/// A new, empty folder, removed with all that is in it.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }
  /// The path of `name` in it.
  [[nodiscard]] std::string operator/(std::string_view name) const;

  /// Writes a file, and the folders on its way; returns its path.
  std::string write(std::string_view name, std::string_view contents) const;
  /// What a file holds; empty if there is none.
  [[nodiscard]] std::string read(std::string_view name) const;
  /// Whether there is a file or folder of that name.
  [[nodiscard]] bool has(std::string_view name) const;

 private:
  std::string path_;
};

}  // namespace ripcord::test
