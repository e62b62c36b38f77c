#pragma once

#include "transports/base/bytes.hpp"
#include "transports/base/prng.hpp"

#include <cstdint>
#include <string>

namespace ripcord::peers {

/// A file that a backup service offers.
struct StoredFile {
  std::string name;
  Bytes content;
  /// The `StreamDigest` of the whole content.
  std::uint64_t digest = 0;
};

/// A file of `size` bytes drawn from `random`.
StoredFile make_file(std::string name, std::uint64_t size, Prng random);

}  // namespace ripcord::peers
