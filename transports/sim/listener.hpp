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

  [[nodiscard]] ErrorCode fill_backlog() override;

  /// Whether no more than the `backlog_max` who wait to be accepted may do so.
  [[nodiscard]] bool is_full(std::size_t backlog_max) const noexcept {
    return is_filled_ || backlog_.size() >= backlog_max;
  }
  void add(std::unique_ptr<io::Stream> stream);

 private:
  io::Start try_accept(io::AcceptOperation& operation) override;

  Host& host_;
  std::deque<std::unique_ptr<io::Stream>> backlog_;
  /// With those who will never be accepted.
  bool is_filled_ = false;
};

}  // namespace ripcord::sim
