#pragma once

#include "transports/io/group.hpp"
#include "transports/io/network.hpp"
#include "transports/io/signal.hpp"

#include <deque>
#include <memory>
#include <vector>

namespace ripcord::serve {

/// One port at several addresses as one listener. What cannot be accepted now, because the process
/// has no descriptor left, is tried again a moment later instead of ending the service.
class JointListener final : public io::Listener {
 public:
  /// At least one, in one runtime; its address is the first one's.
  explicit JointListener(std::vector<std::unique_ptr<io::Listener>> listeners);

  [[nodiscard]] ErrorCode fill_backlog() override;

 private:
  /// A listener, and the one stream that it brought and nobody has accepted yet: more wait in the
  /// kernel.
  struct Door {
    Door(io::Runtime& runtime, std::unique_ptr<io::Listener> opened)
        : listener(std::move(opened)), taken(runtime) {}

    std::unique_ptr<io::Listener> listener;
    std::unique_ptr<io::Stream> visitor;
    io::Signal taken;
  };

  io::Start try_accept(io::AcceptOperation& operation) override;
  io::Task<void> watch(Door& door);

  std::deque<Door> doors_;
  io::Group watches_;
};

}  // namespace ripcord::serve
