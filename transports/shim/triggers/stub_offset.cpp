#include "transports/shim/unit_trigger.hpp"

namespace ripcord::shim {
namespace {

bool test(const Unit& unit, const Size& offset, Strike& strike) {
  if (offset.bytes >= unit.info.stub_size) return false;
  strike.offset = unit.info.stub_offset + static_cast<std::uint32_t>(offset.bytes);
  return true;
}

}  // namespace

extern const TriggerKind stub_offset_kind{
    .parameter = {.name = "stub_offset",
                  .type = ValueType::size,
                  .doc = "A byte of the fragment's stub, from 0."},
    .doc =
        "As offset, but counted from the first byte of the fragment's stub, so that headers of any "
        "size come before it.",
    .example = "{ pdu: response, stub_offset: 8 }",
    .make = make_unit_trigger<Size, test>};

}  // namespace ripcord::shim
