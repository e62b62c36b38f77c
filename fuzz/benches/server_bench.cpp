#include "fuzz/benches/server_bench.hpp"

#include "fuzz/kit/units.hpp"
#include "harness/peers/pdu_buffer.hpp"
#include "transports/base/assert.hpp"
#include "transports/dcerpc/negotiation.hpp"
#include "transports/dcerpc/pdu.hpp"

#include <algorithm>

namespace ripcord::fuzz {
namespace {

using namespace peers;
using Next = ServerSession::Next;

BackupServiceOptions one_file() {
  BackupServiceOptions options;
  options.files.push_back(make_file("a.edb", Bytes{1, 2, 3}));
  return options;
}

/// What a server says at once, in octets: one answer of many fragments, of data that a client gave
/// it or of a file of three bytes.
constexpr std::size_t answer_size_max = std::size_t{1} << 20U;

void check_answer(ByteView said) {
  RIPCORD_ASSERT(said.size() <= answer_size_max);
  std::size_t size = 0;
  for (const ByteView unit : cut(said)) {
    RIPCORD_ASSERT(unit.size() <= dcerpc::frag_size::tcp_max);
    RIPCORD_ASSERT(dcerpc::decode(unit).has_value());
    size += unit.size();
  }
  RIPCORD_ASSERT(size == said.size());
}

Next take(ServerSession& session, PduBuffer& buffer) {
  const bool whole = buffer.front() == PduBuffer::Front::unit;
  const Next next = whole ? session.receive(buffer.unit()) : session.lose_framing(buffer.rest());
  if (next == Next::dispatch) {
    RIPCORD_ASSERT(session.target().serve(session.call()) == Answer::now);
    session.answer();
  }
  check_answer(session.outgoing());
  session.outgoing().clear();
  if (whole) buffer.pop();
  RIPCORD_ASSERT(whole || next == Next::close);
  return next;
}

}  // namespace

ServerBench::ServerBench() : store_(network_.host("server"), one_file()) {
  interfaces_.add(management_);
  interfaces_.add(mapper_);
  interfaces_.add(store_);
}

void ServerBench::hear(scenario::ServerProfile profile, ByteView words) {
  const SessionSettings settings{habits_of(profile), interfaces_, groups_};
  ServerSession session(settings, {.client_host = "desk", .server_port = 1025});
  PduBuffer buffer;
  for (Next next = Next::read; next != Next::close;) {
    if (buffer.front() != PduBuffer::Front::needs_more) {
      next = take(session, buffer);
      continue;
    }
    if (words.empty()) return;
    const MutableByteView room = buffer.room();
    const std::size_t count = std::min(room.size(), words.size());
    std::ranges::copy(words.first(count), room.begin());
    buffer.added(count);
    words = words.subspan(count);
  }
}

}  // namespace ripcord::fuzz
