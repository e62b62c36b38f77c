#pragma once

#include "transports/base/bytes.hpp"

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace ripcord::fuzz {

/// Writes inputs that fuzzing begins with: `<folder>/<target>/<name>`, each content once.
class SeedFolder {
 public:
  explicit SeedFolder(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// An input of `target`; several of one name are numbered. An empty one is left out.
  void add(const std::string& target, std::string_view name, const Bytes& input);
  void add(const std::string& target, std::string_view name, std::string_view text);

  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  std::filesystem::path folder_;
  std::map<std::string, std::set<Bytes>> written_;
  std::map<std::string, std::size_t> names_;
  std::size_t size_ = 0;
};

}  // namespace ripcord::fuzz
