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

  /// How many wait to be accepted.
  [[nodiscard]] std::size_t backlog_size() const noexcept { return backlog_.size(); }
  void add(std::unique_ptr<io::Stream> stream);

 private:
  io::Start try_accept(io::AcceptOperation& operation) override;

  Host& host_;
  std::deque<std::unique_ptr<io::Stream>> backlog_;
};

}  // namespace ripcord::sim
