#include "transports/base/writer.hpp"

#include "transports/base/assert.hpp"

namespace ripcord {
namespace {

template <typename Integer>
void encode(Byte* at, Integer value, ByteOrder order) {
  for (std::size_t i = 0; i < sizeof(Integer); ++i) {
    const std::size_t place = order == ByteOrder::little_endian ? i : sizeof(Integer) - 1 - i;
    at[i] = static_cast<Byte>(value >> (8 * place));
  }
}

template <typename Integer>
void append(Bytes& buffer, Integer value, ByteOrder order) {
  buffer.resize(buffer.size() + sizeof(Integer));
  encode(buffer.data() + buffer.size() - sizeof(Integer), value, order);
}

}  // namespace

void Writer::u16(std::uint16_t value) { append(buffer_, value, order_); }
void Writer::u32(std::uint32_t value) { append(buffer_, value, order_); }
void Writer::u64(std::uint64_t value) { append(buffer_, value, order_); }

void Writer::align(std::size_t alignment, std::size_t origin) {
  const std::size_t past = (offset() + origin) & (alignment - 1);
  if (past != 0) zeros(alignment - past);
}

void Writer::patch_u16(std::size_t offset, std::uint16_t value) {
  RIPCORD_ASSERT(this->offset() >= 2);
  RIPCORD_ASSERT(offset <= this->offset() - 2);
  encode(buffer_.data() + start_ + offset, value, order_);
}

void Writer::patch_u32(std::size_t offset, std::uint32_t value) {
  RIPCORD_ASSERT(this->offset() >= 4);
  RIPCORD_ASSERT(offset <= this->offset() - 4);
  encode(buffer_.data() + start_ + offset, value, order_);
}

}  // namespace ripcord
