#include "transports/dcerpc/tower.hpp"

#include "transports/base/assert.hpp"
#include "transports/base/octets.hpp"
#include "transports/base/reader.hpp"
#include "transports/base/writer.hpp"

#include <algorithm>
#include <limits>

namespace ripcord::dcerpc {

Decoded<Tower> Tower::decode(ByteView octets) {
  Reader reader(octets);
  Tower tower;
  const std::size_t count = reader.u16();
  if (count > tower_floor_count_max) return DecodeError{errc::too_many_floors, 0};
  for (std::size_t i = 0; i < count; ++i) {
    tower.floors_[i].lhs = reader.bytes(reader.u16());
    tower.floors_[i].rhs = reader.bytes(reader.u16());
  }
  tower.size_ = count;
  if (reader.failed()) return DecodeError{errc::truncated, reader.failed_at()};
  return tower;
}

void encode_tower(std::span<const Floor> floors, Bytes& out) {
  RIPCORD_ASSERT(floors.size() <= tower_floor_count_max);
  Writer writer(out);
  const auto side = [&](ByteView octets) {
    RIPCORD_ASSERT(octets.size() <= std::numeric_limits<std::uint16_t>::max());
    writer.u16(static_cast<std::uint16_t>(octets.size()));
    writer.bytes(octets);
  };
  writer.u16(static_cast<std::uint16_t>(floors.size()));
  for (const Floor& floor : floors) {
    side(floor.lhs);
    side(floor.rhs);
  }
}

}  // namespace ripcord::dcerpc
