#include "harness/run/oracle.hpp"

namespace ripcord::run {

std::string_view operation_name(const CallEntry& call, const protocol::InterfaceTable& interfaces) {
  if (call.interface == nullptr) return {};
  return interfaces.operation_name(interfaces.find(*call.interface), call.operation);
}

}  // namespace ripcord::run
