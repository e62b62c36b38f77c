// Any stub cut into fragments of any size and put together again is the same stub; every fragment
// fits, and every part but the last is a multiple of the granule.

#include "fuzz/kit/input.hpp"
#include "transports/base/assert.hpp"
#include "transports/dcerpc/fragmentation.hpp"

#include <algorithm>

using namespace ripcord;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  dcerpc::FragmentRoom room{.first_overhead = 24 + 8 * input.choice(8),
                            .later_overhead = 24 + 8 * input.choice(8),
                            .granule = std::size_t{1} << input.choice(5)};
  room.frag_size_max =
      std::max(room.first_overhead, room.later_overhead) + room.granule + input.byte();
  const ByteView stub = input.rest();
  dcerpc::Fragments fragments(stub, room);
  dcerpc::Reassembly reassembly(stub.size());
  std::size_t overhead = room.first_overhead;
  std::size_t left = stub.size();
  while (const std::optional<dcerpc::Fragment> fragment = fragments.next()) {
    RIPCORD_ASSERT(overhead + fragment->stub.size() <= room.frag_size_max);
    RIPCORD_ASSERT(fragment->is_last() || fragment->stub.size() % room.granule == 0);
    RIPCORD_ASSERT(fragment->alloc_hint == left);
    left -= fragment->stub.size();
    overhead = room.later_overhead;
    const dcerpc::Header header{.pfc_flags = fragment->pfc_flags};
    const auto whole = reassembly.add(header, fragment->alloc_hint, fragment->stub);
    RIPCORD_ASSERT(whole.has_value());
    RIPCORD_ASSERT(whole->has_value() == fragment->is_last());
    RIPCORD_ASSERT(!*whole || std::ranges::equal(**whole, stub));
  }
  RIPCORD_ASSERT(left == 0);
  return 0;
}
