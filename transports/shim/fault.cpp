#include "transports/shim/fault.hpp"

namespace ripcord::shim {

void Fault::on_skip(const Unit& /*unit*/, const protocol::Protocol& /*protocol*/) {}
void Fault::on_wake(Emitter& /*emitter*/) {}
void Fault::on_end(Emitter& /*emitter*/) {}

}  // namespace ripcord::shim
