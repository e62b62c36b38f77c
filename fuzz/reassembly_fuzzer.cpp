// Fragments in any order, of any size and from any call: what comes out is what went in since the
// call began, never more than the limit, and what is refused changes nothing.

#include "fuzz/kit/input.hpp"
#include "transports/base/assert.hpp"
#include "transports/dcerpc/fragmentation.hpp"

#include <algorithm>

using namespace ripcord;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t stub_size_max = 600;
  fuzz::Input input(data, size);
  dcerpc::Reassembly reassembly(stub_size_max);
  Bytes model;
  while (!input.empty()) {
    const auto order = static_cast<ByteOrder>(input.choice(2));
    const dcerpc::Header header{.pfc_flags = input.byte(),
                                .packed_drep = dcerpc::DataRepresentation::of(order),
                                .call_id = input.byte()};
    const std::uint32_t alloc_hint = input.number();
    const ByteView stub = input.bytes(4 * std::size_t{input.byte()});
    const bool was_open = reassembly.open();
    const auto whole = reassembly.add(header, alloc_hint, stub);
    if (!whole) {
      RIPCORD_ASSERT(reassembly.open() == was_open);
      if (input.choice(2) == 1) reassembly.reset();
      continue;
    }
    const bool last = header.has(dcerpc::pfc::last_frag);
    if (header.has(dcerpc::pfc::first_frag)) model.clear();
    model.insert(model.end(), stub.begin(), stub.end());
    RIPCORD_ASSERT(model.size() <= stub_size_max);
    RIPCORD_ASSERT(reassembly.open() == !last);
    RIPCORD_ASSERT(whole->has_value() == last);
    RIPCORD_ASSERT(!last || std::ranges::equal(**whole, model));
  }
  return 0;
}
