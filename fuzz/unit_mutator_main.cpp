// libFuzzer's hooks for inputs that are streams of PDUs behind RIPCORD_PREFIX_SIZE bytes.

#include "fuzz/kit/unit_mutator.hpp"

#include <algorithm>

using namespace ripcord;

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

static constexpr std::size_t prefix_size = RIPCORD_PREFIX_SIZE;

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data,
                                               std::size_t size,
                                               std::size_t max_size,
                                               unsigned int seed) {
  Prng random(seed, "mutator");
  return fuzz::UnitMutator(prefix_size, &LLVMFuzzerMutate).mutate({data, max_size}, size, random);
}

extern "C" std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* first,
                                                 std::size_t first_size,
                                                 const std::uint8_t* second,
                                                 std::size_t second_size,
                                                 std::uint8_t* out,
                                                 std::size_t out_size_max,
                                                 unsigned int seed) {
  Prng random(seed, "crossover");
  const fuzz::UnitMutator mutator(prefix_size, &LLVMFuzzerMutate);
  const Bytes crossed =
      mutator.cross({first, first_size}, {second, second_size}, out_size_max, random);
  std::ranges::copy(crossed, out);
  return crossed.size();
}
