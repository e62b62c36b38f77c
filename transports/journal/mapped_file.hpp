#pragma once

#include "transports/base/bytes.hpp"
#include "transports/base/result.hpp"

#include <cstddef>
#include <memory>
#include <string>

namespace ripcord::journal {

/// A file in memory. What is written is the system's at once and survives the process.
///
/// Every page is allocated on disk before it can be written to: on a full disk, a page of a sparse
/// file would end the process with SIGBUS.
class MappedFile {
 public:
  /// A new file of `size` bytes, all 0, at `path`; one that is there is replaced. Errors are the
  /// system's: ENOSPC, EACCES, EMFILE, ...
  static Result<std::unique_ptr<MappedFile>> create(const std::string& path, std::size_t size);
  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  /// Makes the file larger. After an error it is what it was.
  Result<void> grow(std::size_t size);

  /// Valid until the file grows.
  [[nodiscard]] MutableByteView bytes() { return {data_, size_}; }

 private:
  MappedFile(int file, Byte* data, std::size_t size) : file_(file), data_(data), size_(size) {}

  int file_;
  Byte* data_;
  std::size_t size_;
};

}  // namespace ripcord::journal
