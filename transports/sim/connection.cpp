#include "transports/sim/connection.hpp"

#include "transports/sim/network.hpp"

#include <algorithm>

namespace ripcord::sim {
namespace {

Duration time_on_line(std::size_t bytes, std::uint64_t bytes_per_second) {
  if (bytes_per_second == 0) return Duration{};
  constexpr std::uint64_t nanoseconds_per_second = 1'000'000'000;
  return Duration(static_cast<Duration::rep>(bytes * nanoseconds_per_second / bytes_per_second));
}

}  // namespace

Way::Way(Connection& connection, io::End to, std::uint64_t connection_id)
    : connection_(connection),
      to_(to),
      latency_(connection.network_.options().seed,
               to == io::End::near ? "latency to client" : "latency to server",
               connection_id) {}

void Way::send(io::Parcel what, std::size_t bytes) {
  const std::size_t bytes_max = connection_.network_.options().segment_bytes_max;
  do {
    const std::size_t segment_bytes = std::min(bytes, bytes_max);
    send_segment(what, segment_bytes);
    bytes -= segment_bytes;
  } while (bytes > 0);
}

void Way::send_segment(io::Parcel what, std::size_t bytes) {
  const NetworkOptions& options = connection_.network_.options();
  const Time now = connection_.runtime().now();
  // The line is free when the segment before has left it.
  const Time begins = segments_.empty() ? now : std::max(now, segments_.back().departs);
  const Time departs = begins + time_on_line(bytes, options.bytes_per_second);
  const Duration latency = latency_.between(options.latency.low, options.latency.high);
  last_due_ = std::max(last_due_, departs + latency);
  segments_.push_back({departs, last_due_, bytes, what});
  // A longer queue is armed for its front already, or held by a cut.
  if (segments_.size() == 1 && arrival_.state() == io::Operation::State::idle) arm(last_due_);
}

void Way::arm(Time at) { connection_.runtime().arm(arrival_, at); }

void Way::deliver() {
  const Time now = connection_.runtime().now();
  while (!segments_.empty() && segments_.front().due <= now) {
    // Held until the cut is healed.
    if (connection_.cut()) return;
    const Segment segment = segments_.front();
    segments_.drop_front(1);
    connection_.arrive(to_, segment.what, segment.bytes);
  }
  if (!segments_.empty() && arrival_.state() == io::Operation::State::idle) {
    arm(segments_.front().due);
  }
}

void Way::resume() {
  if (segments_.empty() || arrival_.state() != io::Operation::State::idle) return;
  const Time soonest = connection_.runtime().now() + connection_.network_.options().latency.low;
  arm(std::max(segments_.front().due, soonest));
}

std::size_t Way::discard_unsent() noexcept {
  const Time now = connection_.runtime().now();
  std::size_t bytes = 0;
  while (!segments_.empty() && segments_.back().departs > now) {
    bytes += segments_.back().bytes;
    segments_.drop_back(1);
  }
  if (bytes > 0) last_due_ = segments_.empty() ? now : segments_.back().due;
  return bytes;
}

Connection::Connection(Network& network, const Host& client, const Host& server, std::uint64_t id)
    : MemoryConnection(network.runtime(), network.options().buffer_bytes_max, Delay::some),
      network_(network),
      client_(client),
      server_(server),
      reads_(network.options().seed, "reads", id),
      ways_{Way(*this, io::End::near, id), Way(*this, io::End::far, id)},
      older_(network.connections_) {
  if (older_ != nullptr) older_->younger_ = this;
  network.connections_ = this;
}

Connection::~Connection() {
  (younger_ == nullptr ? network_.connections_ : younger_->older_) = older_;
  if (older_ != nullptr) older_->younger_ = younger_;
}

bool Connection::cut() const noexcept { return client_.cut() || server_.cut(); }

void Connection::resume() {
  if (cut()) return;
  for (Way& way : ways_) way.resume();
}

void Connection::carry(io::End to, io::Parcel what, std::size_t count) {
  way_to(to).send(what, count);
}

void Connection::discard_unsent(io::End to) { take_back(to, way_to(to).discard_unsent()); }

std::size_t Connection::read_size(io::End, std::size_t available) {
  if (network_.options().reads == Reads::whole) return available;
  constexpr std::uint64_t one_in = 8;
  if (reads_.below(one_in) != 0) return available;
  return 1 + static_cast<std::size_t>(reads_.below(available));
}

}  // namespace ripcord::sim
