#include "harness/peers/client/retry.hpp"

namespace ripcord::peers {

bool may_send_again(const CallFailure& failure, const ClientContext& context) {
  if (failure.stage != Stage::call) return false;
  if (has(context.defects, Defect::double_execution)) return true;
  if (failure.executed == Executed::maybe) return false;
  switch (failure.trouble) {
    case Trouble::connection_lost:
    case Trouble::timed_out:
    case Trouble::illegal_answer:
      return context.spec.idle_connection == scenario::IdleConnection::checked;
    case Trouble::interface_unknown:
      return context.spec.unknown_interface == scenario::UnknownInterface::stale;
    default:
      return true;
  }
}

}  // namespace ripcord::peers
