#include "harness/peers/server/random_uuid.hpp"

#include <cstdint>

namespace ripcord::peers {

Uuid random_uuid(Prng& random) {
  const std::uint64_t high = random.next();
  const std::uint64_t low = random.next();
  Uuid uuid;
  uuid.time_low = static_cast<std::uint32_t>(high >> 32U);
  uuid.time_mid = static_cast<std::uint16_t>(high >> 16U);
  uuid.time_hi_and_version = static_cast<std::uint16_t>(0x4000U | (high & 0x0fffU));
  for (std::size_t i = 0; i < uuid.clock_seq_and_node.size(); ++i) {
    uuid.clock_seq_and_node[i] = static_cast<Byte>(low >> (8U * i));
  }
  uuid.clock_seq_and_node[0] = static_cast<Byte>(0x80U | (uuid.clock_seq_and_node[0] & 0x3fU));
  return uuid;
}

}  // namespace ripcord::peers
