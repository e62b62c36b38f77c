// The bodies of a call behind a legal header: request, response, fault.

#include "fuzz/kit/units.hpp"

using ripcord::dcerpc::PduType;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using enum PduType;
  static constexpr PduType types[] = {request, response, fault};
  ripcord::fuzz::check_unit(ripcord::fuzz::unit_from({data, size}, types));
  return 0;
}
