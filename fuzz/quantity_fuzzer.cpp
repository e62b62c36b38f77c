// Quantities as a scenario's author writes them: whatever parses prints in a form that parses to
// the same value.

#include "transports/base/assert.hpp"
#include "transports/base/quantity.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  if (const auto duration = ripcord::parse_duration(text)) {
    RIPCORD_ASSERT(ripcord::parse_duration(ripcord::duration_text(*duration)) == duration);
  }
  if (const auto bytes = ripcord::parse_size(text)) {
    RIPCORD_ASSERT(ripcord::parse_size(ripcord::size_text(*bytes)) == bytes);
  }
  if (const auto number = ripcord::parse_integer(text)) {
    RIPCORD_ASSERT(ripcord::parse_integer(std::to_string(*number)) == number);
  }
  if (const auto chance = ripcord::parse_probability(text)) {
    RIPCORD_ASSERT(ripcord::parse_probability(ripcord::probability_text(*chance)) == chance);
  }
  return 0;
}
