#include "harness/peers/client/call_failure.hpp"

#include "transports/base/assert.hpp"
#include "transports/dcerpc/status.hpp"
#include "transports/io/errors.hpp"

#include <cstdlib>

namespace ripcord::peers {
namespace {

namespace win32 = dcerpc::win32;

bool is_timeout(ErrorCode error) { return error == io::errc::timed_out; }

/// Whether a connect was on its way when it ended with `error`.
bool is_answer(ErrorCode error) {
  return is_timeout(error) || error == io::errc::connection_refused ||
         error == io::errc::connection_reset || error == io::errc::host_unreachable ||
         error == io::errc::operation_aborted || error == boost::system::errc::network_unreachable;
}

}  // namespace

CallFailure connect_failure(ErrorCode error) {
  CallFailure failure(Stage::connect,
                      is_timeout(error) ? Trouble::timed_out : Trouble::unreachable,
                      Executed::no,
                      win32::rpc_s_server_unavailable);
  if (!is_answer(error)) failure.machine = error;
  return failure;
}

CallFailure bind_lost(ErrorCode error) {
  if (is_timeout(error)) {
    return {Stage::bind, Trouble::timed_out, Executed::no, win32::rpc_s_call_cancelled};
  }
  return {Stage::bind, Trouble::connection_lost, Executed::no, win32::rpc_s_call_failed};
}

CallFailure call_lost(ErrorCode error, Executed executed) {
  if (is_timeout(error)) {
    return {Stage::call, Trouble::timed_out, executed, win32::rpc_s_call_cancelled};
  }
  return {Stage::call, Trouble::connection_lost, executed, win32::rpc_s_call_failed};
}

CallFailure illegal_answer(Stage stage, Executed executed) {
  return {stage, Trouble::illegal_answer, executed, win32::rpc_s_protocol_error};
}

}  // namespace ripcord::peers

namespace boost::system {

void throw_exception_from_error(const ripcord::peers::CallFailure& /*failure*/,
                                const boost::source_location& /*location*/) {
  RIPCORD_ASSERT(false);  // the value of a failed call is not asked for
  std::abort();
}

}  // namespace boost::system
