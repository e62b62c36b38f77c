#include "harness/explore/decisions.hpp"

namespace ripcord::explore {

std::uint8_t Decisions::next() { return exhausted() ? std::uint8_t{0} : bytes_[at_++]; }

std::uint64_t Decisions::next_eight() {
  std::uint64_t number = 0;
  for (int i = 0; i < 8; ++i) number = number << 8U | next();
  return number;
}

}  // namespace ripcord::explore
