#include "harness/explore/sensitivity.hpp"

#include "transports/base/hash.hpp"

namespace ripcord::explore {

void Sensitivity::note(std::uint64_t kind, std::uint16_t dish, Effect effect) {
  Effect& known = effects_.try_emplace(mix(kind, dish), Effect::none).first->second;
  if (effect == Effect::some) known = Effect::some;
}

bool Sensitivity::is_known_to_lack(std::uint64_t kind, std::uint16_t dish) const {
  const auto known = effects_.find(mix(kind, dish));
  return known != effects_.end() && known->second == Effect::none;
}

}  // namespace ripcord::explore
