#include "tests/harness/peers/raw_client.hpp"

#include <algorithm>
#include <utility>

namespace ripcord::peers {

RawClient::RawClient(io::Network& network, io::Address server, Bytes words, Manner manner)
    : network_(network), words_(std::move(words)), manner_(manner), coroutines_(network.runtime()) {
  coroutines_.spawn(converse(std::move(server)));
}

io::Task<void> RawClient::converse(io::Address server) {
  Result<std::unique_ptr<io::Stream>> stream = co_await network_.connect(std::move(server));
  if (!stream) {
    ending = stream.error();
    co_return;
  }
  stream_ = std::move(*stream);
  coroutines_.spawn(speak());
  Bytes buffer(4096);
  while (!ending) {
    const Result<std::size_t> count = co_await stream_->read_some(buffer);
    if (!count) {
      ending = count.error();
    } else {
      heard.insert(
          heard.end(), buffer.begin(), buffer.begin() + static_cast<std::ptrdiff_t>(*count));
    }
  }
}

io::Task<void> RawClient::speak() {
  const std::size_t end = std::min(manner_.cut_after.value_or(words_.size()), words_.size());
  const std::size_t piece = manner_.piece == 0 ? std::max<std::size_t>(end, 1) : manner_.piece;
  for (std::size_t at = 0; at < end; at += piece) {
    const ByteView part = ByteView(words_).subspan(at, std::min(piece, end - at));
    const Result<void> written = co_await io::write_all(*stream_, part);
    if (!written) co_return;
  }
  if (manner_.cut_after) {
    stream_->abort();
  } else {
    stream_->finish();
  }
}

}  // namespace ripcord::peers
