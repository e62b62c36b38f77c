// The bodies by which a server answers proposals, behind a legal header.

#include "fuzz/kit/units.hpp"

using ripcord::dcerpc::PduType;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using enum PduType;
  static constexpr PduType types[] = {bind_ack, alter_context_resp, bind_nak};
  ripcord::fuzz::check_unit(ripcord::fuzz::unit_from({data, size}, types));
  return 0;
}
