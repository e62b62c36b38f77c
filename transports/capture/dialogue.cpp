#include "transports/capture/dialogue.hpp"

#include <algorithm>

namespace ripcord::capture {
namespace {

constexpr End other(End end) { return end == End::client ? End::server : End::client; }

}  // namespace

Dialogue::Dialogue(const Ends& ends, Wireside side, std::vector<Packet>& packets)
    : senders_{Sender{.address = ends.client}, Sender{.address = ends.server}},
      side_(side),
      packets_(packets) {}

void Dialogue::ask(std::int64_t time) {
  if (state_ != State::silent) return;
  add(End::client, time, tcp_flag::syn);
  ++sender(End::client).sequence;
  state_ = State::asked;
}

void Dialogue::refuse(std::int64_t time) {
  ask(time);
  add(End::server, time, tcp_flag::rst | tcp_flag::ack);
  state_ = State::over;
}

void Dialogue::accept(std::int64_t time) {
  ask(time);
  if (state_ != State::asked) return;
  add(End::server, time, tcp_flag::syn | tcp_flag::ack);
  ++sender(End::server).sequence;
  add(End::client, time, tcp_flag::ack);
  state_ = State::open;
}

void Dialogue::send(End from, std::int64_t time, ByteView bytes, std::size_t missing) {
  accept(time);
  if (state_ == State::over || sender(from).finished) return;
  while (!bytes.empty() || missing > 0) {
    const ByteView part = bytes.first(std::min(bytes.size(), Segment::payload_max));
    const std::size_t gone = std::min(missing, Segment::payload_max - part.size());
    add_data(from, time, part, gone);
    bytes = bytes.subspan(part.size());
    missing -= gone;
  }
}

void Dialogue::finish(End from, std::int64_t time) {
  if (state_ != State::open || sender(from).finished) return;
  add(from, time, tcp_flag::fin | tcp_flag::ack);
  ++sender(from).sequence;
  sender(from).finished = true;
  add(other(from), time, tcp_flag::ack);
}

void Dialogue::reset(End from, std::int64_t time) {
  if (state_ != State::open) return;
  add(from, time, tcp_flag::rst | tcp_flag::ack);
  state_ = State::over;
}

void Dialogue::add(End from, std::int64_t time, std::uint8_t flags) {
  const bool acknowledges = (flags & tcp_flag::ack) != 0;
  packets_.push_back(
      {.side = side_,
       .time = time,
       .segment = {.from = sender(from).address,
                   .to = sender(other(from)).address,
                   .sequence = sender(from).sequence,
                   .acknowledgement = acknowledges ? sender(other(from)).sequence : 0,
                   .flags = flags},
       .comments = {}});
}

void Dialogue::add_data(End from, std::int64_t time, ByteView bytes, std::size_t missing) {
  add(from, time, tcp_flag::psh | tcp_flag::ack);
  packets_.back().segment.payload = bytes;
  packets_.back().segment.missing = static_cast<std::uint32_t>(missing);
  sender(from).sequence += static_cast<std::uint32_t>(bytes.size() + missing);
}

}  // namespace ripcord::capture
