#include "transports/sim/listener.hpp"

#include "transports/sim/network.hpp"

#include <utility>

namespace ripcord::sim {

Listener::Listener(Host& host, io::Address address)
    : io::Listener(host.runtime(), std::move(address)), host_(host) {
  host_.listeners_.emplace(io::Listener::address().port, this);
}

Listener::~Listener() {
  host_.listeners_.erase(address().port);
  for (const std::unique_ptr<io::Stream>& stream : backlog_) stream->abort();
}

void Listener::add(std::unique_ptr<io::Stream> stream) {
  backlog_.push_back(std::move(stream));
  retry_accept();
}

ErrorCode Listener::fill_backlog() {
  is_filled_ = true;
  return {};
}

io::Start Listener::try_accept(io::AcceptOperation& operation) {
  if (backlog_.empty() || is_filled_) return io::Start::pending;
  operation.succeed(std::move(backlog_.front()));
  backlog_.pop_front();
  return io::Start::done;
}

}  // namespace ripcord::sim
