#pragma once

#include "transports/base/result.hpp"

#include <boost/system/is_error_code_enum.hpp>

#include <type_traits>

namespace ripcord::io {

/// What a stream, a listener or a connect can fail with. Each value *is* the code that a Boost.Asio
/// socket gives in that case, on every transport, so that no peer can tell a simulated stream from
/// a real one.
enum class errc {
  eof,                 ///< The other end has finished (FIN) and everything before it was read.
  connection_reset,    ///< The other end has reset the connection. Told once; then reads see eof,
                       ///< writes broken_pipe.
  broken_pipe,         ///< Written after finish(), or after the connection is gone.
  operation_aborted,   ///< This end was aborted or destroyed while the operation was pending.
  connection_refused,  ///< Nobody listens at that address.
  timed_out,           ///< A deadline has passed.
  address_in_use,      ///< Somebody listens at that address already.
  address_not_available,  ///< That address is not this machine's, or no port is left.
  host_unreachable,       ///< There is no such host.
  invalid_argument,       ///< The address means nothing to this transport.
  permission_denied,      ///< This user may not listen or connect there: a port below 1024, a file.
  too_many_files,         ///< This process has no descriptor left.
};

ErrorCode make_error_code(errc error) noexcept;

}  // namespace ripcord::io

template <>
struct boost::system::is_error_code_enum<ripcord::io::errc> : std::true_type {};
