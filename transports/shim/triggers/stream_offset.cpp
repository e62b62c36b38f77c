#include "transports/shim/unit_trigger.hpp"

namespace ripcord::shim {
namespace {

bool test(const Unit& unit, const Size& offset, Strike& strike) {
  if (offset.bytes < unit.stream_offset) return false;
  const std::uint64_t within = offset.bytes - unit.stream_offset;
  if (within >= unit.bytes.size()) return false;
  strike.offset = static_cast<std::uint32_t>(within);
  return true;
}

}  // namespace

extern const TriggerKind stream_offset_kind{
    .parameter = {.name = "stream_offset",
                  .type = ValueType::size,
                  .doc = "A byte of the direction's stream, from 0."},
    .doc = "As offset, but counted from the first byte that the sender sent on this connection.",
    .example = "{ direction: to_client, stream_offset: 4096 }",
    .make = make_unit_trigger<Size, test>};

}  // namespace ripcord::shim
