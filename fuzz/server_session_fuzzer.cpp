// A client that says anything to a server of either profile (the first byte says which): it answers
// in whole, legal PDUs no longer than a fragment may be, and keeps nothing when the client is gone.

#include "fuzz/server_bench.hpp"
#include "harness/peers/pdu_buffer.hpp"
#include "transports/base/assert.hpp"
#include "transports/dcerpc/dcerpc_protocol.hpp"

#include <algorithm>

using namespace ripcord;
using namespace ripcord::peers;
using Next = ServerSession::Next;

void check(ByteView sent) {
  while (!sent.empty()) {
    const auto frame = dcerpc::protocol().frame(sent);
    RIPCORD_ASSERT(frame.state == protocol::Frame::State::sized);
    RIPCORD_ASSERT(frame.size <= std::min<std::size_t>(sent.size(), dcerpc::frag_size::tcp_max));
    RIPCORD_ASSERT(dcerpc::decode(sent.first(frame.size)).has_value());
    sent = sent.subspan(frame.size);
  }
}

Next take(ServerSession& session, PduBuffer& buffer) {
  const bool whole = buffer.front() == PduBuffer::Front::unit;
  const Next next = whole ? session.receive(buffer.unit()) : session.lose_framing(buffer.rest());
  if (next == Next::dispatch) {
    RIPCORD_ASSERT(session.target().serve(session.call()) == Answer::now);
    session.answer();
  }
  check(session.outgoing());
  session.outgoing().clear();
  if (whole) buffer.pop();
  RIPCORD_ASSERT(whole || next == Next::close);
  return next;
}

void converse(ServerSession& session, ByteView words) {
  PduBuffer buffer;
  for (Next next = Next::read; next != Next::close;) {
    if (buffer.front() != PduBuffer::Front::needs_more) {
      next = take(session, buffer);
    } else {
      if (words.empty()) return;
      const MutableByteView room = buffer.room();
      const std::size_t count = std::min(room.size(), words.size());
      std::ranges::copy(words.first(count), room.begin());
      buffer.added(count);
      words = words.subspan(count);
    }
  }
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  ServerBench bench;
  const auto profile = static_cast<scenario::ServerProfile>(data[0] & 1U);
  const SessionSettings settings{habits_of(profile), bench.interfaces, bench.groups};
  {
    ServerSession session(settings, {.client_host = "desk", .server_port = 1025});
    converse(session, ByteView(data, size).subspan(1));
  }
  RIPCORD_ASSERT(bench.groups.size() == 0);
  RIPCORD_ASSERT(bench.groups.handle_count() == 0);
  return 0;
}
