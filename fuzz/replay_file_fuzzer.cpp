// Any bytes become a replay or diagnostics; what became a replay is written as a text that reads
// back as the same.

#include "fuzz/benches/vocabulary.hpp"
#include "harness/explore/replay_file.hpp"
#include "transports/base/assert.hpp"

using namespace ripcord;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  const auto replay = explore::read_replay({"fuzz.json", text}, fuzz::vocabulary());
  if (!replay) {
    RIPCORD_ASSERT(!replay.error().empty());
    for (const scenario::Diagnostic& diagnostic : replay.error())
      RIPCORD_ASSERT(!scenario::text(diagnostic).empty());
    return 0;
  }
  const auto again =
      explore::read_replay({"again.json", explore::text(*replay)}, fuzz::vocabulary());
  RIPCORD_ASSERT(again.has_value());
  RIPCORD_ASSERT(*again == *replay);
  return 0;
}
