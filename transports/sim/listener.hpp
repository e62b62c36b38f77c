#pragma once

#include "transports/io/network.hpp"

#include <cstddef>
#include <deque>
#include <memory>

namespace ripcord::sim {

class Host;

/// A port of a simulated host and the connections that wait there to be accepted.
class Listener final : public io::Listener {
 public:
  Listener(Host& host, io::Address address);
  ~Listener() override;

  /// Whether no further connection may wait. A client then asks again.
  [[nodiscard]] bool full() const noexcept { return backlog_.size() >= backlog_max; }
  void add(std::unique_ptr<io::Stream> stream);

  /// As many as Asio's listeners ask of Linux by default.
  static constexpr std::size_t backlog_max = 4096;

 private:
  io::Start try_accept(io::AcceptOperation& operation) override;

  Host& host_;
  std::deque<std::unique_ptr<io::Stream>> backlog_;
};

}  // namespace ripcord::sim
