// The bodies of all other PDUs, behind a legal header.

#include "fuzz/kit/units.hpp"

using ripcord::dcerpc::PduType;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using enum PduType;
  static constexpr PduType types[] = {auth3, shutdown, co_cancel, orphaned, rts};
  ripcord::fuzz::check_unit(ripcord::fuzz::unit_from({data, size}, types));
  return 0;
}
