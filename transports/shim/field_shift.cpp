#include "transports/shim/field_shift.hpp"

#include "transports/protocol/protocol.hpp"
#include "transports/shim/field_edit.hpp"

#include <utility>
#include <vector>

namespace ripcord::shim {

void shift_field(std::string_view name, std::int64_t by, Emitter& emitter) {
  const std::vector<protocol::Field> fields =
      numbers_called(name, emitter.protocol(), emitter.bytes());
  if (fields.empty()) return;
  Bytes unit(emitter.bytes().begin(), emitter.bytes().end());
  for (const protocol::Field& field : fields) {
    write_field(field, field.value + static_cast<std::uint64_t>(by), unit);
  }
  emitter.replace(std::move(unit));
}

}  // namespace ripcord::shim
