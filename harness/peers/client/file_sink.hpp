#pragma once

#include "transports/base/bytes.hpp"
#include "transports/base/result.hpp"

#include <string_view>

namespace ripcord::peers {

/// Takes the files that a backup brings, one after the other. An error ends the backup.
class FileSink {
 public:
  virtual ~FileSink() = default;

  /// A file begins, whose name is the server's word. One that had begun and not ended is void.
  [[nodiscard]] virtual Result<void> begin(std::string_view name) = 0;
  /// The next bytes of it.
  [[nodiscard]] virtual Result<void> write(ByteView bytes) = 0;
  /// It is whole.
  [[nodiscard]] virtual Result<void> end() = 0;
};

}  // namespace ripcord::peers
