#include "harness/peers/stream_digest.hpp"

#include "transports/base/hash.hpp"
#include "transports/base/reader.hpp"

namespace ripcord::peers {
namespace {

constexpr std::size_t word_size = sizeof(std::uint64_t);

}  // namespace

void StreamDigest::add(ByteView bytes) {
  std::size_t next = 0;
  while (next < bytes.size() && size_ % word_size != 0) add_byte(bytes[next++]);
  Reader reader(bytes.subspan(next));
  while (reader.remaining() >= word_size) {
    state_ = mix(state_, reader.u64());
    size_ += word_size;
  }
  for (const Byte byte : reader.rest()) add_byte(byte);
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
