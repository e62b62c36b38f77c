#pragma once

#include "transports/base/result.hpp"

#include <boost/system/is_error_code_enum.hpp>

#include <type_traits>

namespace ripcord::process {

/// Why a program cannot be found, all the fault of `local`. What the kernel refuses has the
/// kernel's own code.
enum class errc {
  command_not_found = 1,  ///< No such file, or none of that name in any folder of PATH.
  not_executable,         ///< There is one, but it is no file that we may execute.
};

const ErrorCategory& error_category() noexcept;
ErrorCode make_error_code(errc error) noexcept;

}  // namespace ripcord::process

template <>
struct boost::system::is_error_code_enum<ripcord::process::errc> : std::true_type {};
