// The bodies by which a server answers proposals, behind a legal header.

#include "fuzz/kit/body_targets.hpp"
#include "fuzz/kit/units.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto types = ripcord::fuzz::types_of("pdu_bind_answer");
  ripcord::fuzz::check_unit(ripcord::fuzz::unit_from({data, size}, types));
  return 0;
}
