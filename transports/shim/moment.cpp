#include "transports/shim/moment.hpp"

namespace ripcord::shim {

trace::Coordinate Unit::coordinate() const {
  const bool of_call = info.operation != protocol::no_operation;
  return {.client = scope.client,
          .service = scope.service,
          .connection = scope.number,
          .direction = static_cast<std::uint8_t>(direction),
          .pdu = info.pdu,
          .interface = info.interface,
          .operation = info.operation,
          .call = of_call ? info.call : ordinal,
          .fragment = of_call ? info.fragment : 1};
}

}  // namespace ripcord::shim
