#pragma once

#include <unistd.h>

#include <utility>

namespace ripcord::process {

/// A file descriptor and the duty to close it.
class OwnedDescriptor {
 public:
  OwnedDescriptor() = default;
  /// Owns `native`; -1 = none.
  explicit OwnedDescriptor(int native) noexcept : native_(native) {}
  ~OwnedDescriptor() { close(); }
  OwnedDescriptor(OwnedDescriptor&& other) noexcept : native_(other.release()) {}
  OwnedDescriptor& operator=(OwnedDescriptor&& other) noexcept {
    if (this != &other) {
      close();
      native_ = other.release();
    }
    return *this;
  }

  [[nodiscard]] int native() const noexcept { return native_; }
  /// Hands the duty over.
  [[nodiscard]] int release() noexcept { return std::exchange(native_, -1); }
  void close() noexcept {
    if (native_ >= 0) ::close(release());
  }

 private:
  int native_ = -1;
};

}  // namespace ripcord::process
