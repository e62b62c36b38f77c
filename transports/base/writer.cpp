#include "transports/base/writer.hpp"

#include "transports/base/assert.hpp"

namespace ripcord {

void Writer::patch_u16(std::size_t offset, std::uint16_t value) {
  RIPCORD_ASSERT(this->offset() >= 2);
  RIPCORD_ASSERT(offset <= this->offset() - 2);
  store_integer(buffer_.data() + start_ + offset, value, order_);
}

void Writer::patch_u32(std::size_t offset, std::uint32_t value) {
  RIPCORD_ASSERT(this->offset() >= 4);
  RIPCORD_ASSERT(offset <= this->offset() - 4);
  store_integer(buffer_.data() + start_ + offset, value, order_);
}

}  // namespace ripcord
