#include "fuzz/seeds/seed_folder.hpp"

#include "transports/base/assert.hpp"

#include <fmt/format.h>

#include <fstream>

namespace ripcord::fuzz {

void SeedFolder::add(const std::string& target, std::string_view name, const Bytes& input) {
  if (input.empty() || !written_[target].insert(input).second) return;
  const std::filesystem::path folder = folder_ / target;
  std::filesystem::create_directories(folder);
  const std::size_t number = ++names_[fmt::format("{}/{}", target, name)];
  std::ofstream file(folder / fmt::format("{}_{}", name, number), std::ios::binary);
  for (const Byte byte : input) file.put(static_cast<char>(byte));
  RIPCORD_ASSERT(file.good());
  ++size_;
}

void SeedFolder::add(const std::string& target, std::string_view name, std::string_view text) {
  add(target, name, Bytes(text.begin(), text.end()));
}

}  // namespace ripcord::fuzz
