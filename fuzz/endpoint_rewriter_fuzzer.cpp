// Any answer of the mapper, in fragments of any size, through the proxy's rewriter: what leaves is
// as long as what came, parses as the same units, and differs in ports and addresses only. The
// first byte chooses the operation, the second the fragments' size.

#include "fuzz/benches/answer_in_fragments.hpp"
#include "fuzz/kit/input.hpp"
#include "fuzz/kit/units.hpp"
#include "transports/base/assert.hpp"

#include <algorithm>

using namespace ripcord;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  const auto operation = static_cast<std::uint16_t>(2 + input.choice(2));
  const std::size_t piece = std::max<std::size_t>(input.byte(), 1);
  const fuzz::RewrittenAnswer answer = fuzz::rewrite(operation, input.rest(), piece);

  RIPCORD_ASSERT(answer.left.size() == answer.sent.size());
  for (std::size_t at = 0; at < answer.sent.size(); ++at) {
    if (answer.left[at] == answer.sent[at]) continue;
    RIPCORD_ASSERT(std::ranges::find(answer.places, at) != answer.places.end());
  }
  const std::vector<ByteView> before = fuzz::cut(answer.sent);
  const std::vector<ByteView> after = fuzz::cut(answer.left);
  RIPCORD_ASSERT(before.size() == after.size());
  for (const ByteView unit : after) fuzz::check_unit(unit);
  return 0;
}
