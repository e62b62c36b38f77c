#include "harness/peers/stream_digest.hpp"

#include "transports/base/hash.hpp"
#include "transports/base/octets.hpp"

namespace ripcord::peers {
namespace {

constexpr std::size_t word_size = sizeof(std::uint64_t);

}  // namespace

void StreamDigest::add(ByteView bytes) {
  std::size_t next = 0;
  while (next < bytes.size() && size_ % word_size != 0) add_byte(bytes[next++]);
  const std::size_t words_end = bytes.size() - (bytes.size() - next) % word_size;
  std::uint64_t state = state_;
  for (std::size_t at = next; at < words_end; at += word_size)
    state = mix(state, load_integer<std::uint64_t>(bytes.data() + at, ByteOrder::little_endian));
  state_ = state;
  size_ += words_end - next;
  for (const Byte byte : bytes.subspan(words_end)) add_byte(byte);
}

std::uint64_t StreamDigest::value() const {
  // The size tells trailing zeros from nothing.
  return mix(mix(state_, word_), size_);
}

void StreamDigest::add_byte(Byte byte) {
  word_ |= std::uint64_t{byte} << (8 * (size_ % word_size));
  ++size_;
  if (size_ % word_size != 0) return;
  state_ = mix(state_, word_);
  word_ = 0;
}

}  // namespace ripcord::peers
