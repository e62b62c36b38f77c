#include "fuzz/benches/parrot_host.hpp"

#include "transports/base/assert.hpp"
#include "transports/dcerpc/negotiation.hpp"
#include "transports/dcerpc/pdu.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace ripcord::fuzz {
namespace {

using peers::PduBuffer;

constexpr std::size_t call_id_offset = 12;
/// The mapper's, and the first of those that are handed out.
constexpr std::array<std::uint16_t, 4> ports{135, 49152, 49153, 49154};

}  // namespace

ParrotHost::ParrotHost(io::Network& network, ByteView words)
    : words_(words), coroutines_(network.runtime()) {
  for (const std::uint16_t port : ports) {
    auto listener = network.listen({"", port});
    RIPCORD_ASSERT(listener.has_value());
    listeners_.push_back(*std::move(listener));
    coroutines_.spawn(accept(*listeners_.back()));
  }
}

io::Task<void> ParrotHost::accept(io::Listener& listener) {
  while (true) {
    Result<std::unique_ptr<io::Stream>> stream = co_await listener.accept();
    if (!stream) co_return;
    coroutines_.spawn(serve(*std::move(stream)));
  }
}

io::Task<void> ParrotHost::serve(std::unique_ptr<io::Stream> stream) {
  PduBuffer buffer;
  while (true) {
    while (buffer.front() == PduBuffer::Front::needs_more) {
      const Result<std::size_t> count = co_await stream->read_some(buffer.room());
      if (!count) co_return;
      buffer.added(*count);
    }
    RIPCORD_ASSERT(buffer.front() == PduBuffer::Front::unit);
    const Bytes answer = answer_to(buffer.unit());
    buffer.pop();
    if (answer.empty()) co_return;
    const Result<void> written = co_await io::write_all(*stream, answer);
    if (!written) co_return;
  }
}

Bytes ParrotHost::answer_to(ByteView unit) {
  RIPCORD_ASSERT(unit.size() <= dcerpc::frag_size::tcp_max);
  RIPCORD_ASSERT(dcerpc::decode(unit).has_value());
  ++heard_;
  const protocol::Frame frame = dcerpc::frame(words_);
  const bool whole = frame.state == protocol::Frame::State::sized && frame.size <= words_.size();
  const std::size_t size = whole ? frame.size : words_.size();
  Bytes answer(words_.begin(), words_.begin() + static_cast<std::ptrdiff_t>(size));
  words_ = words_.subspan(size);
  if (whole && (answer[3] & dcerpc::pfc::reserved) == 0 && unit[4] == answer[4])
    std::copy_n(unit.begin() + call_id_offset, 4, answer.begin() + call_id_offset);
  return answer;
}

}  // namespace ripcord::fuzz
