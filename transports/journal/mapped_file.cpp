#include "transports/journal/mapped_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>

namespace ripcord::journal {
namespace {

ErrorCode error_of(int number) { return {number, boost::system::system_category()}; }

/// Allocates `size` bytes from `from` on; returns an error number, or 0.
int allocate(int file, std::size_t from, std::size_t size) {
  int error = 0;
  do {
    error = ::posix_fallocate(file, static_cast<off_t>(from), static_cast<off_t>(size));
  } while (error == EINTR);
  return error;
}

}  // namespace

Result<std::unique_ptr<MappedFile>> MappedFile::create(const std::string& path, std::size_t size) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file < 0) return error_of(errno);
  int error = allocate(file, 0, size);
  void* data = MAP_FAILED;
  if (error == 0) {
    data = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (data == MAP_FAILED) error = errno;
  }
  if (error != 0) {
    ::close(file);
    ::unlink(path.c_str());
    return error_of(error);
  }
  return std::unique_ptr<MappedFile>(new MappedFile(file, static_cast<Byte*>(data), size));
}

MappedFile::~MappedFile() {
  ::munmap(data_, size_);
  ::close(file_);
}

Result<void> MappedFile::grow(std::size_t size) {
  if (const int error = allocate(file_, size_, size - size_); error != 0) return error_of(error);
  void* const data = ::mremap(data_, size_, size, MREMAP_MAYMOVE);
  if (data == MAP_FAILED) return error_of(errno);
  data_ = static_cast<Byte*>(data);
  size_ = size;
  return {};
}

}  // namespace ripcord::journal
