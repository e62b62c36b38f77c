// The bodies by which a client proposes contexts, behind a legal header.

#include "fuzz/kit/units.hpp"

using ripcord::dcerpc::PduType;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using enum PduType;
  static constexpr PduType types[] = {bind, alter_context};
  ripcord::fuzz::check_unit(ripcord::fuzz::unit_from({data, size}, types));
  return 0;
}
