#pragma once

#include <utility>

namespace ripcord::sockets {

/// Owns a descriptor of the kernel's, and closes it at the latest when it dies.
class Descriptor {
 public:
  Descriptor() = default;
  /// None is open where `handle` is negative.
  explicit Descriptor(int handle) noexcept : handle_(handle) {}
  ~Descriptor() { close(); }
  Descriptor(Descriptor&& other) noexcept : handle_(std::exchange(other.handle_, none)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    close();
    handle_ = std::exchange(other.handle_, none);
    return *this;
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  [[nodiscard]] bool is_open() const noexcept { return handle_ >= 0; }
  /// Negative once it is closed.
  [[nodiscard]] int handle() const noexcept { return handle_; }
  void close() noexcept;

 private:
  static constexpr int none = -1;

  int handle_ = none;
};

}  // namespace ripcord::sockets
