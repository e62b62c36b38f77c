#pragma once

#include "transports/base/bytes.hpp"
#include "transports/base/result.hpp"

#include <cstdint>
#include <memory>
#include <string_view>

namespace ripcord::world {

/// The bytes of a file that a service offers.
class FileContent {
 public:
  virtual ~FileContent() = default;

  /// Fills `out` with the bytes from `position` on; the range lies within the size that the file
  /// was announced with. Fails with what the system says; a file that has become shorter is an
  /// error too.
  [[nodiscard]] virtual Result<void> read(std::uint64_t position, MutableByteView out) const = 0;
};

/// Where the contents of the files of a world's services come from, if not from its seed.
class FileShelf {
 public:
  virtual ~FileShelf() = default;

  /// The content of `file` of `service`; null = it is drawn from the seed.
  [[nodiscard]] virtual std::unique_ptr<FileContent> content(std::string_view service,
                                                             std::string_view file) const = 0;
};

}  // namespace ripcord::world
