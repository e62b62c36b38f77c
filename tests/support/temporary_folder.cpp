#include "tests/support/temporary_folder.hpp"

#include "transports/base/assert.hpp"

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace ripcord::test {

TemporaryFolder::TemporaryFolder() {
  path_ = (std::filesystem::temp_directory_path() / "ripcord-XXXXXX").string();
  RIPCORD_ASSERT(::mkdtemp(path_.data()) != nullptr);
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string TemporaryFolder::operator/(std::string_view name) const {
  return (std::filesystem::path(path_) / name).string();
}

std::string TemporaryFolder::write(std::string_view name, std::string_view contents) const {
  const std::filesystem::path path = *this / name;
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << contents;
  return path.string();
}

std::string TemporaryFolder::read(std::string_view name) const {
  std::ifstream file(*this / name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

bool TemporaryFolder::has(std::string_view name) const {
  return std::filesystem::exists(*this / name);
}

}  // namespace ripcord::test
