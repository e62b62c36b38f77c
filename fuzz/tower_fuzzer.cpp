// A tower: whatever decodes encodes to the octets that it was read from, and a binding read from it
// is read again from the tower that is made of it.

#include "transports/base/assert.hpp"
#include "transports/dcerpc/tower_binding.hpp"

#include <algorithm>

using namespace ripcord;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteView octets(data, size);
  const auto tower = dcerpc::Tower::decode(octets);
  if (!tower) {
    RIPCORD_ASSERT(tower.error().offset <= size);
    return 0;
  }
  Bytes again;
  dcerpc::encode_tower(tower->floors(), again);
  RIPCORD_ASSERT(again.size() <= size);
  RIPCORD_ASSERT(std::equal(again.begin(), again.end(), octets.begin()));
  if (const auto at = dcerpc::port_offset(octets)) RIPCORD_ASSERT(*at + 2 <= again.size());
  const auto binding = dcerpc::binding_of(*tower);
  if (!binding || binding->protocol_sequence == dcerpc::ProtocolSequence::unknown) return 0;
  if (std::max(binding->endpoint.size(), binding->host.size()) > dcerpc::endpoint_size_max)
    return 0;
  const Bytes made = dcerpc::tower_octets(*binding);
  RIPCORD_ASSERT(dcerpc::binding_of(*dcerpc::Tower::decode(made)) == binding);
  return 0;
}
