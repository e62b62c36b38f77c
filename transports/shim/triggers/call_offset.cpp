#include "transports/shim/unit_trigger.hpp"

namespace ripcord::shim {
namespace {

bool test(const Unit& unit, const Size& offset, Strike& strike) {
  const protocol::UnitInfo& info = unit.info;
  if (offset.bytes < info.call_offset) return false;
  const std::uint64_t within = offset.bytes - info.call_offset;
  if (within >= info.stub_size) return false;
  strike.offset = info.stub_offset + static_cast<std::uint32_t>(within);
  return true;
}

}  // namespace

extern const TriggerKind call_offset_kind{
    .parameter = {.name = "call_offset",
                  .type = ValueType::size,
                  .doc = "A byte of the call's stub over all its fragments, from 0."},
    .doc =
        "As stub_offset, but counted over all fragments of the call in that direction: it names "
        "the same byte whatever fragment size the peers agree on.",
    .example = "{ operation: BackupRead, direction: to_client, call_offset: 70000 }",
    .make = make_unit_trigger<Size, test>};

}  // namespace ripcord::shim
