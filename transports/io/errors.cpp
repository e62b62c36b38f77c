#include "transports/io/errors.hpp"

#include "transports/base/assert.hpp"

// The one place beneath the seam that names Asio: end-of-file is no errno value but belongs to a
// category that only <boost/asio/error.hpp> defines. The header brings no executor and no socket
// along.
#include <boost/asio/error.hpp>

#include <cerrno>

namespace ripcord::io {

ErrorCode make_error_code(errc error) noexcept {
  namespace asio_error = boost::asio::error;
  switch (error) {
    case errc::eof:
      return asio_error::eof;
    case errc::connection_reset:
      return asio_error::connection_reset;
    case errc::broken_pipe:
      return asio_error::broken_pipe;
    case errc::operation_aborted:
      return asio_error::operation_aborted;
    case errc::connection_refused:
      return asio_error::connection_refused;
    case errc::timed_out:
      return asio_error::timed_out;
    case errc::address_in_use:
      return asio_error::address_in_use;
    case errc::address_not_available:
      return {EADDRNOTAVAIL, boost::system::system_category()};
    case errc::host_unreachable:
      return asio_error::host_unreachable;
    case errc::invalid_argument:
      return asio_error::invalid_argument;
    case errc::permission_denied:
      return asio_error::access_denied;
    case errc::too_many_files:
      return asio_error::no_descriptors;
  }
  RIPCORD_ASSERT(false);  // every errc has its case above
  return {};
}

}  // namespace ripcord::io
