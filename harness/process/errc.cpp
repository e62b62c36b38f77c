#include "harness/process/errc.hpp"

#include "transports/base/named_category.hpp"

namespace ripcord::process {
namespace {

const char* message_of(errc error) {
  switch (error) {
    case errc::command_not_found:
      return "command not found";
    case errc::not_executable:
      return "not executable";
  }
  return "unknown error";
}

}  // namespace

const ErrorCategory& error_category() noexcept {
  static constexpr NamedCategory<errc, message_of> category("process");
  return category;
}

ErrorCode make_error_code(errc error) noexcept {
  return {static_cast<int>(error), error_category()};
}

}  // namespace ripcord::process
