#pragma once

#include "transports/base/result.hpp"

#include <cstdint>

namespace ripcord::sockets {

class Kernel;

/// What became of a descriptor since it was told of last.
struct News {
  /// There are bytes to read, an end, or somebody to accept.
  bool input = false;
  /// There is room to write, or a connect has ended.
  bool output = false;
  /// Behind the bytes stands something else: an end, an error, or an urgent mark.
  bool mark = false;
};

/// One descriptor of which a runtime tells its owner that it has become ready. It is told when that
/// changes, not as long as it is so: who was told goes on until the kernel would block.
class Watch {
 public:
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

 protected:
  explicit Watch(Kernel& kernel) noexcept : kernel_(kernel) {}
  virtual ~Watch() { end(); }

  /// What is watched for beside errors and the peer's end, which are always told.
  enum class For : std::uint8_t { input, output };
  /// Begins to watch `handle`, which stays open until `end`. What is ready already is told, too.
  /// Error: the kernel watches too much.
  [[nodiscard]] ErrorCode begin(int handle, For what);
  /// Watches for output, too. If there is room now, that is told.
  [[nodiscard]] ErrorCode watch_output_too();
  /// Nothing is told any more. The descriptor is closed next, which lets the kernel forget it.
  void end() noexcept;
  /// The same for a descriptor that stays open, and that another watch is to begin with.
  void hand_over() noexcept;

 private:
  friend class Kernel;

  /// Called from the runtime's loop only. It may destroy other watches, not this one.
  virtual void told(const News& news) = 0;
  /// Whether it would be worth waiting for news of this descriptor alone.
  [[nodiscard]] virtual bool is_waiting() const = 0;

  Kernel& kernel_;
  int handle_ = -1;
  /// Its place in the kernel's list; 0 = none.
  std::uint32_t place_ = 0;
};

}  // namespace ripcord::sockets
