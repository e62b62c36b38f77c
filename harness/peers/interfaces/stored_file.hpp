#pragma once

#include "harness/world/file_content.hpp"
#include "transports/base/bytes.hpp"
#include "transports/base/prng.hpp"

#include <cstdint>
#include <memory>
#include <string>

namespace ripcord::peers {

/// A file that a backup service offers.
struct StoredFile {
  std::string name;
  std::uint64_t size = 0;
  /// The `StreamDigest` of the whole content; 0 where nobody has read it yet.
  std::uint64_t digest = 0;
  /// Never null.
  std::unique_ptr<const world::FileContent> content;
};

/// A file of these bytes.
StoredFile make_file(std::string name, Bytes bytes);

/// A file of `size` bytes drawn from `random`.
StoredFile make_file(std::string name, std::uint64_t size, Prng random);

}  // namespace ripcord::peers
