#include "transports/base/reader.hpp"

namespace ripcord {
namespace {

template <typename Integer>
Integer decode(const Byte* at, ByteOrder order) {
  Integer value = 0;
  for (std::size_t i = 0; i < sizeof(Integer); ++i) {
    const std::size_t place = order == ByteOrder::little_endian ? i : sizeof(Integer) - 1 - i;
    value = static_cast<Integer>(value | static_cast<Integer>(at[i]) << (8 * place));
  }
  return value;
}

}  // namespace

bool Reader::take(std::size_t size) {
  if (failed_) return false;
  if (remaining() < size) {
    fail(offset_);
    return false;
  }
  offset_ += size;
  return true;
}

void Reader::fail(std::size_t at) {
  if (failed_) return;
  failed_ = true;
  failed_at_ = at;
}

std::uint8_t Reader::u8() { return take(1) ? bytes_[offset_ - 1] : std::uint8_t{0}; }

std::uint16_t Reader::u16() {
  return take(2) ? decode<std::uint16_t>(&bytes_[offset_ - 2], order_) : std::uint16_t{0};
}

std::uint32_t Reader::u32() {
  return take(4) ? decode<std::uint32_t>(&bytes_[offset_ - 4], order_) : 0U;
}

std::uint64_t Reader::u64() {
  return take(8) ? decode<std::uint64_t>(&bytes_[offset_ - 8], order_) : std::uint64_t{0};
}

ByteView Reader::bytes(std::size_t size) {
  return take(size) ? bytes_.subspan(offset_ - size, size) : ByteView{};
}

void Reader::skip(std::size_t size) { take(size); }

void Reader::align(std::size_t alignment, std::size_t origin) {
  const std::size_t past = (offset_ + origin) & (alignment - 1);
  if (past != 0) skip(alignment - past);
}

ByteView Reader::rest() { return bytes(failed_ ? 0 : remaining()); }

}  // namespace ripcord
