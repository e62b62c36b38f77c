#include "harness/process/errc.hpp"

#include <string>

namespace ripcord::process {
namespace {

std::string message_of(errc error) {
  switch (error) {
    case errc::command_not_found:
      return "command not found";
    case errc::not_executable:
      return "not executable";
  }
  return "unknown error";
}

// Boost's category has no virtual destructor, so that categories can be constants; none is ever
// deleted.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wnon-virtual-dtor"
class Category final : public ErrorCategory {
 public:
  constexpr Category() = default;
  [[nodiscard]] const char* name() const noexcept override { return "process"; }
  [[nodiscard]] std::string message(int value) const override {
    return message_of(static_cast<errc>(value));
  }
};
#pragma GCC diagnostic pop

}  // namespace

const ErrorCategory& error_category() noexcept {
  static constexpr Category category;
  return category;
}

ErrorCode make_error_code(errc error) noexcept {
  return {static_cast<int>(error), error_category()};
}

}  // namespace ripcord::process
