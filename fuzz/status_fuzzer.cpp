// The tables of statuses: a name that is known is that of a number and back, what a client reports
// of a failure is never success, and every error has words.

#include "fuzz/kit/input.hpp"
#include "transports/base/assert.hpp"
#include "transports/dcerpc/errc.hpp"
#include "transports/dcerpc/status.hpp"

#include <string>

using namespace ripcord;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  if (const auto known = dcerpc::status_value(text))
    RIPCORD_ASSERT(!dcerpc::status_name(*known).empty());
  fuzz::Input input(data, size);
  const std::uint32_t high = input.number();
  const std::uint32_t status = high << 16U | input.number();
  const std::string_view name = dcerpc::status_name(status);
  RIPCORD_ASSERT(name.empty() || dcerpc::status_value(name) == status);
  RIPCORD_ASSERT(status == 0 || dcerpc::win32_from_fault(status) != 0);
  RIPCORD_ASSERT(status == 0 || dcerpc::win32_from_ept(status) != 0);
  const std::size_t code = input.byte();
  RIPCORD_ASSERT(dcerpc::win32_from_nak(static_cast<dcerpc::RejectReason>(code)) != 0);
  RIPCORD_ASSERT(!dcerpc::error_category().message(static_cast<int>(code)).empty());
  return 0;
}
